import { useState } from 'preact/hooks';
import { recover, recoverByParts, startAs } from '../../core/life';
import { t, tFor } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Scanner } from '../../parts/Scanner';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { Sheet } from '../../ui/Sheet';
import { PartsStep } from './PartsStep';
import { emptyPassphrase, PassphraseStep } from './PassphraseStep';

type Way = 'sheet' | 'parts';

const SHEET = /understory-recovery-v1\.\S+/;

/** With the recovery sheet on a clean browser: the sheet, a passphrase for here, then an admin has to say yes. */
export function ComeBack() {
  const [way, setWay] = useState<Way>('sheet');
  const [sheet, setSheet] = useState<string | null>(null);
  const [parts, setParts] = useState<readonly string[] | null>(null);
  const known = sheet !== null || parts !== null;
  const [passphrase, setPassphrase] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = (text: string) => {
    const found = SHEET.exec(text)?.[0];
    setFault(found === undefined ? t('recover-not-sheet') : null);
    if (found !== undefined) setSheet(found);
  };
  const finish = async (secret: string) => {
    setBusy(true);
    setFault(null);
    const outcome = await (parts !== null ? recoverByParts(secret, parts) : recover(secret, sheet ?? ''));
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Sheet
      title={t(known ? 'passphrase-title' : 'start-recover')}
      progress={t('step', { at: known ? 2 : 1, of: 3 })}
    >
      <Fault text={fault} />
      {!known ? (
        <div class="stack">
          <RadioGroup<Way>
            label={t('recover-how')}
            value={way}
            onValue={setWay}
            choices={[
              { value: 'sheet', label: t('recover-sheet') },
              { value: 'parts', label: t('recover-parts') },
            ]}
          />
          <Banner>{t('recover-honest')}</Banner>
          {way === 'sheet' ? (
            <>
              <p>{t('recover-what')}</p>
              <Scanner onText={take} pasteLabel={t('recover-paste')} />
            </>
          ) : (
            <PartsStep onParts={setParts} />
          )}
          <div class="row row-end">
            <Button kind="plain" onClick={() => startAs('start')}>
              {t('back')}
            </Button>
          </div>
        </div>
      ) : (
        <PassphraseStep
          entry={passphrase}
          onEntry={setPassphrase}
          onBack={() => {
            setSheet(null);
            setParts(null);
          }}
          onDone={(secret) => void finish(secret)}
          doneLabel={t(busy ? 'recover-busy' : 'recover-do')}
          busy={busy}
        />
      )}
    </Sheet>
  );
}
