import { useState } from 'preact/hooks';
import { join } from '../../core/life';
import type { InviteLink } from '../../core/view';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { focusFirstInvalid } from '../../ui/focus';
import { Sheet } from '../../ui/Sheet';
import { emptyPassphrase, PassphraseStep } from './PassphraseStep';

const LONGEST_NAME = 64;
const LONGEST_ANSWER = 1000;
/** The fifth are the group's own questions, once its server has given them. */
const STEPS = 5;

const titles = {
  1: 'join-title',
  2: 'join-name-title',
  3: 'join-answer-title',
  4: 'passphrase-title',
} as const;

/** From an invite link to a request: what it means, a name, an answer, a passphrase. */
export function Join({ invite }: { readonly invite: InviteLink }) {
  const [step, setStep] = useState<1 | 2 | 3 | 4>(1);
  const [name, setName] = useState('');
  const [answer, setAnswer] = useState('');
  const [passphrase, setPassphrase] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  if (!invite.ok || invite.origin !== location.origin) {
    const code = invite.ok ? 'wrong-server' : invite.error;
    return (
      <Sheet title={t('join-bad-title')}>
        <Banner kind="danger">{tFor('error', code, 'error-unknown')}</Banner>
        <p>{t('join-bad-next')}</p>
      </Sheet>
    );
  }
  const finish = async (secret: string) => {
    setBusy(true);
    setFault(null);
    const outcome = await join(secret, name.trim(), answer.trim());
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Sheet title={t(titles[step])} progress={t('step', { at: step, of: STEPS })}>
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      {step === 1 ? <Meaning origin={invite.origin} onNext={() => setStep(2)} /> : null}
      {step === 2 ? (
        <TextStep
          key="name"
          label={t('your-name')}
          hint={t('join-name-hint')}
          value={name}
          onValue={setName}
          longest={LONGEST_NAME}
          onBack={() => setStep(1)}
          onNext={() => setStep(3)}
        />
      ) : null}
      {step === 3 ? (
        <TextStep
          key="answer"
          label={t('join-answer')}
          hint={t('join-answer-hint')}
          value={answer}
          onValue={setAnswer}
          longest={LONGEST_ANSWER}
          lines={4}
          onBack={() => setStep(2)}
          onNext={() => setStep(4)}
        />
      ) : null}
      {step === 4 ? (
        <PassphraseStep
          entry={passphrase}
          onEntry={setPassphrase}
          onBack={() => setStep(3)}
          onDone={(secret) => void finish(secret)}
          doneLabel={busy ? t('join-busy') : t('join-do')}
          busy={busy}
        />
      ) : null}
    </Sheet>
  );
}

function Meaning({ origin, onNext }: { readonly origin: string; readonly onNext: () => void }) {
  return (
    <div class="stack">
      <p>{t('join-what', { server: new URL(origin).host })}</p>
      <dl class="facts">
        <div>
          <dt>{t('join-admins-see')}</dt>
          <dd>{t('join-admins-see-what')}</dd>
        </div>
        <div>
          <dt>{t('join-members-see')}</dt>
          <dd>{t('join-members-see-what')}</dd>
        </div>
        <div>
          <dt>{t('join-operator-sees')}</dt>
          <dd>{t('join-operator-sees-what')}</dd>
        </div>
        <div>
          <dt>{t('join-you-see')}</dt>
          <dd>{t('join-you-see-what')}</dd>
        </div>
      </dl>
      <Banner>{t('honest-web')}</Banner>
      <div class="row row-end">
        <Button kind="primary" onClick={onNext}>
          {t('next')}
        </Button>
      </div>
    </div>
  );
}

interface TextStepProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly longest: number;
  readonly lines?: number;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

function TextStep({ label, hint, value, onValue, longest, lines, onBack, onNext }: TextStepProps) {
  const [tried, setTried] = useState(false);
  const empty = value.trim() === '';
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (empty) focusFirstInvalid(event.currentTarget);
        else onNext();
      }}
    >
      <TextField
        label={label}
        hint={hint}
        value={value}
        onValue={onValue}
        maxLength={longest}
        error={tried && empty ? t('field-empty') : null}
        autoFocus
        {...(lines === undefined ? {} : { lines })}
      />
      <div class="row row-end">
        <Button kind="plain" onClick={onBack}>
          {t('back')}
        </Button>
        <Button kind="primary" type="submit">
          {t('next')}
        </Button>
      </div>
    </form>
  );
}
