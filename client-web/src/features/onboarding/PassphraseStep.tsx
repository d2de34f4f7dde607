import './onboarding.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SHORTEST, strengthOf } from '../../core/passphrase';
import { t } from '../../i18n/t';
import { drawWords } from '../../parts/draw-words';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Checkbox, RadioGroup } from '../../ui/Choices';
import { TextField } from '../../ui/Field';

type Way = 'words' | 'own';

/** What a person has entered so far; kept by the parent, so that going back loses nothing. */
export interface PassphraseEntry {
  readonly way: Way;
  readonly words: string;
  readonly written: boolean;
  readonly own: string;
}

export const emptyPassphrase: PassphraseEntry = { way: 'words', words: '', written: false, own: '' };

interface StepProps {
  readonly entry: PassphraseEntry;
  readonly onEntry: (entry: PassphraseEntry) => void;
  readonly onDone: (passphrase: string) => void;
  readonly onBack: () => void;
  readonly doneLabel: string;
  readonly busy: boolean;
}

function fault(entry: PassphraseEntry): string | null {
  if (entry.way === 'words') return entry.written ? null : t('passphrase-not-written');
  return strengthOf(entry.own) === 'too-short' ? t('passphrase-too-short', { count: SHORTEST }) : null;
}

export function PassphraseStep({ entry, onEntry, onDone, onBack, doneLabel, busy }: StepProps) {
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState(true);
  // Words arrive a moment later: by then the person may have chosen or typed something else.
  const latest = useRef(entry);
  latest.current = entry;
  const redraw = () =>
    void drawWords().then((words) => onEntry({ ...latest.current, words, written: false }));
  useEffect(() => {
    if (entry.words === '') redraw();
  }, []);
  const wrong = tried ? fault(entry) : null;
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (fault(entry) === null && !busy) onDone(entry.way === 'words' ? entry.words : entry.own);
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <p>{t('passphrase-what')}</p>
      <RadioGroup<Way>
        label={t('passphrase-which')}
        value={entry.way}
        onValue={(way) => onEntry({ ...entry, way })}
        choices={[
          { value: 'words', label: t('passphrase-words'), note: t('passphrase-words-note') },
          { value: 'own', label: t('passphrase-own'), note: t('passphrase-own-note') },
        ]}
      />
      {entry.way === 'words' ? (
        <div class="stack">
          <p class={`passphrase-words${shown ? '' : ' passphrase-words-hidden'}`} translate={false}>
            {shown ? entry.words : t('passphrase-hidden')}
          </p>
          <div class="row">
            <Button onClick={() => setShown(!shown)}>
              {t(shown ? 'passphrase-hide' : 'passphrase-show')}
            </Button>
            <Button kind="plain" onClick={redraw}>
              {t('passphrase-other')}
            </Button>
          </div>
          <Checkbox checked={entry.written} onChecked={(written) => onEntry({ ...entry, written })}>
            {t('passphrase-written')}
          </Checkbox>
        </div>
      ) : (
        <OwnPassphrase entry={entry} onEntry={onEntry} error={wrong} />
      )}
      {wrong !== null && entry.way === 'words' ? (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      <Banner kind="caution">{t('passphrase-no-reset')}</Banner>
      <div class="row row-end">
        <Button kind="plain" onClick={onBack}>
          {t('back')}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {doneLabel}
        </Button>
      </div>
    </form>
  );
}

function OwnPassphrase(props: {
  readonly entry: PassphraseEntry;
  readonly onEntry: (entry: PassphraseEntry) => void;
  readonly error: string | null;
}) {
  const [shown, setShown] = useState(false);
  const { own } = props.entry;
  return (
    <div class="stack-small">
      <TextField
        label={t('passphrase-own-label')}
        hint={t('passphrase-own-hint', { count: SHORTEST })}
        type={shown ? 'text' : 'password'}
        autocomplete="new-password"
        spellcheck={false}
        value={own}
        onValue={(value) => props.onEntry({ ...props.entry, own: value })}
        error={props.error}
      />
      <div class="row">
        <Button pressed={shown} onClick={() => setShown(!shown)}>
          {t('passphrase-show')}
        </Button>
        {own === '' ? null : <p class="quiet small">{strengthWords(own)}</p>}
      </div>
    </div>
  );
}

function strengthWords(own: string): string {
  switch (strengthOf(own)) {
    case 'too-short':
      return t('strength-too-short', { count: SHORTEST });
    case 'weak':
      return t('strength-weak');
    case 'fair':
      return t('strength-fair');
    case 'long':
      return t('strength-long');
  }
}
