import './parts.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { wordsStartingWith } from './word-indexes';

interface WordsEntryProps {
  readonly label: string;
  /** What each field is called: 1, 2, 3 ..., or the places of the words asked for. */
  readonly numbers: readonly number[];
  /** What was typed, a word a field. */
  readonly value: readonly string[];
  readonly onValue: (words: readonly string[]) => void;
  /** Positions of words that are not in the list; marked once a person has tried. */
  readonly unknown: readonly number[];
  /** What is said of marked words, where it is not that they are unknown. */
  readonly wrong?: string;
}

export const countTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

const SUGGESTED = 6;

/** Words of the list, typed one to a field. Space goes on to the next; pasting fills them all. */
export function WordsEntry({ label, numbers, value, onValue, unknown, wrong }: WordsEntryProps) {
  const count = numbers.length;
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
        {numbers.map((number, i) => (
          <div key={i} class="words-field">
            <label for={`${id}-${i}`}>{number}</label>
            <input
              id={`${id}-${i}`}
              class="field-control"
              aria-label={t('word-number', { number })}
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
          {wrong ?? t('words-unknown', { numbers: unknown.map((each) => numbers[each]).join(', ') })}
        </p>
      ) : null}
    </fieldset>
  );
}
