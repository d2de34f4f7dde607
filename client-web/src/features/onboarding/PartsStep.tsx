import { useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Scanner } from '../../parts/Scanner';
import { indexesOf } from '../../parts/word-indexes';
import { countTo, WordsEntry } from '../../parts/WordsEntry';
import { Button } from '../../ui/Button';
import { focusFirstInvalid } from '../../ui/focus';
import { Select } from '../../ui/Select';
import { neededOf, numberOf } from './share-text';

const WORDS = 10;
const MOST = 8;

/** Parts of a sheet, as people give them back: the first whole, the others whole or read aloud as a number and words. */
export function PartsStep({ onParts }: { readonly onParts: (texts: readonly string[]) => void }) {
  const [parts, setParts] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const needed = neededOf(parts[0] ?? '');
  const add = (text: string) => {
    const number = numberOf(text);
    if (number === null) return setFault(t('parts-not-part'));
    if (parts.some((part) => numberOf(part) === number)) return setFault(t('parts-again', { number }));
    setFault(null);
    const all = [...parts, text];
    setParts(all);
    if (all.length >= (neededOf(all[0] ?? '') ?? Infinity)) onParts(all);
  };
  return (
    <div class="stack">
      <p>{t('parts-what')}</p>
      {needed === null ? null : (
        <p>
          <strong>{t('parts-so-far', { count: parts.length, needed })}</strong>
        </p>
      )}
      <Fault text={fault} />
      <Scanner
        pasteLabel={t('parts-paste')}
        onText={(text) => {
          const found = /understory-share-v1\.\S+/.exec(text)?.[0];
          if (found === undefined) setFault(t('parts-not-part'));
          else add(found);
        }}
      />
      {needed === null ? null : <Spoken key={parts.length} onPart={add} />}
    </div>
  );
}

function Spoken({ onPart }: { readonly onPart: (text: string) => void }) {
  const [number, setNumber] = useState('1');
  const [words, setWords] = useState<readonly string[]>([]);
  const [unknown, setUnknown] = useState<readonly number[]>([]);
  const take = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const list = await import('../../parts/words');
    const found = indexesOf(list.words, words, WORDS);
    setUnknown(found.ok ? [] : found.unknown);
    if (found.ok) onPart(`${number} ${found.indexes.join(' ')}`);
    else focusFirstInvalid(form);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void take(event)}>
      <h2>{t('parts-spoken')}</h2>
      <Select
        label={t('parts-number')}
        value={number}
        onValue={setNumber}
        choices={countTo(MOST).map((each) => ({ value: String(each), label: String(each) }))}
      />
      <WordsEntry
        label={t('parts-words')}
        numbers={countTo(WORDS)}
        value={words}
        onValue={setWords}
        unknown={unknown}
      />
      <div class="row row-end">
        <Button type="submit">{t('parts-add')}</Button>
      </div>
    </form>
  );
}
