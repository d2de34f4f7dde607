import { useState } from 'preact/hooks';
import { found } from '../../core/life';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { focusFirstInvalid } from '../../ui/focus';
import { Sheet } from '../../ui/Sheet';
import { emptyPassphrase, PassphraseStep } from './PassphraseStep';

const LONGEST_NAME = 64;

/** From the one-time link to a group: two steps; the sheet is the third. */
export function Found() {
  const [step, setStep] = useState<1 | 2>(1);
  const [group, setGroup] = useState('');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState(emptyPassphrase);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const named = group.trim() !== '' && name.trim() !== '';

  const next = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (named) setStep(2);
    else focusFirstInvalid(event.currentTarget);
  };
  const finish = async (secret: string) => {
    setBusy(true);
    setFault(null);
    const outcome = await found(secret, group.trim(), name.trim());
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
  };

  return (
    <Sheet
      title={t(step === 1 ? 'found-title' : 'passphrase-title')}
      progress={t('step', { at: step, of: 3 })}
    >
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      {step === 1 ? (
        <form class="stack" onSubmit={next} noValidate>
          <p>{t('found-what')}</p>
          <TextField
            label={t('found-group')}
            hint={t('found-group-hint')}
            value={group}
            onValue={setGroup}
            maxLength={LONGEST_NAME}
            error={tried && group.trim() === '' ? t('field-empty') : null}
            autoFocus
          />
          <TextField
            label={t('your-name')}
            hint={t('your-name-hint')}
            value={name}
            onValue={setName}
            maxLength={LONGEST_NAME}
            error={tried && name.trim() === '' ? t('field-empty') : null}
          />
          <div class="row row-end">
            <Button kind="primary" type="submit">
              {t('next')}
            </Button>
          </div>
        </form>
      ) : (
        <PassphraseStep
          entry={passphrase}
          onEntry={setPassphrase}
          onBack={() => setStep(1)}
          onDone={(secret) => void finish(secret)}
          doneLabel={busy ? t('found-busy') : t('found-do')}
          busy={busy}
        />
      )}
    </Sheet>
  );
}
