import './parts.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { wordsStartingWith } from './word-indexes';

interface WordsEntryProps {
  readonly label: string;
  readonly count: number;
  /** What was typed; as many as `count`. */
  readonly value: readonly string[];
  readonly onValue: (words: readonly string[]) => void;
  /** Positions of words that are not in the list; marked once a person has tried. */
  readonly unknown: readonly number[];
}

const SUGGESTED = 6;

/** Words of the list, typed one to a field. Space goes on to the next; pasting fills them all. */
export function WordsEntry({ label, count, value, onValue, unknown }: WordsEntryProps) {
  const id = useId();
  const fields = useRef<HTMLFieldSetElement>(null);
  const [list, setList] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  useEffect(() => void import('./words').then(({ words }) => setList(words)), []);
  const fill = (from: number, typed: string) => {
    const parts = typed.toLowerCase().split(/\s+/u).filter(Boolean);
    const next = Array.from({ length: count }, (_, i) => value[i] ?? '');
    if (parts.length <= 1) next[from] = typed.trim().toLowerCase();
    else parts.slice(0, count - from).forEach((word, i) => (next[from + i] = word));
    onValue(next);
  };
  const goTo = (to: number) => fields.current?.querySelectorAll<HTMLInputElement>('input')[to]?.focus();
  return (
    <fieldset class="choices" ref={fields}>
      <legend>{label}</legend>
      <p class="field-hint">{t('words-hint')}</p>
      <div class="words-entry">
        {Array.from({ length: count }, (_, i) => (
          <div key={i} class="words-field">
            <label for={`${id}-${i}`}>{i + 1}</label>
            <input
              id={`${id}-${i}`}
              class="field-control"
              aria-label={t('word-number', { number: i + 1 })}
              aria-invalid={unknown.includes(i) ? 'true' : undefined}
              aria-describedby={unknown.includes(i) ? `${id}-error` : undefined}
              list={`${id}-list`}
              value={value[i] ?? ''}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              onFocus={() => setAt(i)}
              onInput={(event) => fill(i, event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== ' ' || event.isComposing) return;
                event.preventDefault();
                if ((value[i] ?? '') !== '') goTo(i + 1);
              }}
            />
          </div>
        ))}
      </div>
      <datalist id={`${id}-list`}>
        {wordsStartingWith(list, value[at] ?? '', SUGGESTED).map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      {unknown.length > 0 ? (
        <p class="field-error" id={`${id}-error`} role="alert">
          {t('words-unknown', { numbers: unknown.map((each) => each + 1).join(', ') })}
        </p>
      ) : null}
    </fieldset>
  );
}
