import { useState } from 'preact/hooks';
import { recover, startAs } from '../../core/life';
import { t, tFor } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Scanner } from '../../parts/Scanner';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { emptyPassphrase, PassphraseStep } from './PassphraseStep';

const SHEET = /understory-recovery-v1\.\S+/;

/** With the recovery sheet on a clean browser: the sheet, a passphrase for here, then an admin has to say yes. */
export function ComeBack() {
  const [sheet, setSheet] = useState<string | null>(null);
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
    const outcome = await recover(secret, sheet ?? '');
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Sheet
      title={t(sheet === null ? 'start-recover' : 'passphrase-title')}
      progress={t('step', { at: sheet === null ? 1 : 2, of: 3 })}
    >
      <Fault text={fault} />
      {sheet === null ? (
        <div class="stack">
          <p>{t('recover-what')}</p>
          <Banner>{t('recover-honest')}</Banner>
          <Scanner onText={take} pasteLabel={t('recover-paste')} />
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
          onBack={() => setSheet(null)}
          onDone={(secret) => void finish(secret)}
          doneLabel={t(busy ? 'recover-busy' : 'recover-do')}
          busy={busy}
        />
      )}
    </Sheet>
  );
}
