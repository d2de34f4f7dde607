import './verify.css';
import { useEffect, useState } from 'preact/hooks';
import { scan, verify, withdrawVerification } from '../core/acts';
import { safetyNumberWith } from '../core/group';
import { safetyCode } from '../core/queries';
import type { Member } from '../core/view';
import { t } from '../i18n/t';
import { ActDialog } from './ActDialog';
import { CopyButton } from './CopyButton';
import { memberName } from './names';
import { Scanner } from './Scanner';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { RadioGroup } from '../ui/Choices';
import { Dialog } from '../ui/Dialog';
import { announce } from '../ui/live';
import { QrCode } from '../ui/QrCode';
import { SafetyNumber } from '../ui/SafetyNumber';

type Way = 'numbers' | 'scan' | 'show';
type Result = 'match' | 'no-match' | 'not-understood' | 'failed';

const result = (outcome: string): Result =>
  outcome === '' ? 'match' : outcome === 'no-match' || outcome === 'not-understood' ? outcome : 'failed';

/** Makes sure that nobody stands in between: by numbers read aloud, or by codes when one is in the same room. */
export function VerifyDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const [way, setWay] = useState<Way>('numbers');
  const [digits, setDigits] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Result | null>(null);
  const [busy, setBusy] = useState(false);
  const name = memberName(member);
  useEffect(() => {
    void safetyNumberWith(member.id).then(setDigits);
    void safetyCode(member.id).then(setCode);
  }, [member.id]);
  const tell = (found: Result) => {
    setBusy(false);
    setOutcome(found);
    announce(t(`verify-${found}-title`, { name }), 'assertive');
  };
  const run = async (act: () => Promise<string>) => {
    setBusy(true);
    tell(result(await act()));
  };
  return (
    <Dialog title={t('verify', { name })} closeLabel={t('close')} onClose={onClose}>
      {outcome === null ? (
        <>
          <p>{t('verify-what', { name })}</p>
          <RadioGroup<Way>
            label={t('verify-how')}
            value={way}
            onValue={setWay}
            choices={[
              { value: 'numbers', label: t('verify-numbers'), note: t('verify-numbers-note') },
              { value: 'scan', label: t('verify-scan', { name }), note: t('verify-scan-note') },
              { value: 'show', label: t('verify-show', { name }) },
            ]}
          />
          {way === 'numbers' && digits !== '' ? (
            <>
              <SafetyNumber digits={digits} label={t('safety-number')} />
              <div class="row">
                <CopyButton text={digits}>{t('safety-number-copy')}</CopyButton>
              </div>
              <div class="verify-answers">
                <Button busy={busy} onClick={() => void run(() => verify(member.id))}>
                  {t('compare-match')}
                </Button>
                <Button onClick={() => tell('no-match')}>{t('compare-no-match')}</Button>
              </div>
            </>
          ) : null}
          {way === 'scan' ? (
            <Scanner busy={busy} onText={(text) => void run(() => scan(member.id, text))} />
          ) : null}
          {way === 'show' && code !== null ? (
            <>
              <QrCode text={code} label={t('verify-qr', { name })} />
              <p class="quiet small">{t('verify-show-after', { name })}</p>
            </>
          ) : null}
        </>
      ) : (
        <VerifyResult name={name} outcome={outcome} onAgain={() => setOutcome(null)} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** Both answers are as plain as each other; the bad one has steps and no panic. */
function VerifyResult(props: {
  readonly name: string;
  readonly outcome: Result;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) {
  const { name, outcome } = props;
  return (
    <>
      <Banner kind={outcome === 'match' ? 'note' : 'caution'} title={t(`verify-${outcome}-title`, { name })}>
        {t(`verify-${outcome}-what`, { name })}
      </Banner>
      {outcome === 'no-match' ? (
        <ol class="steps">
          {(['again', 'other', 'admin'] as const).map((step) => (
            <li key={step}>{t(`verify-step-${step}`, { name })}</li>
          ))}
        </ol>
      ) : null}
      <div class="row row-end">
        {outcome === 'match' ? null : <Button onClick={props.onAgain}>{t('verify-compare-again')}</Button>}
        <Button onClick={props.onClose}>{t('close')}</Button>
      </div>
    </>
  );
}

export function WithdrawDialog({
  member,
  onClose,
}: {
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const name = memberName(member);
  return (
    <ActDialog
      title={t('verify-withdraw-title', { name })}
      confirm={t('verify-withdraw')}
      onClose={onClose}
      act={() => withdrawVerification(member.id)}
    >
      <p>{t('verify-withdraw-what', { name })}</p>
    </ActDialog>
  );
}
