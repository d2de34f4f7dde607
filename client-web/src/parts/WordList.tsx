import './parts.css';
import { useEffect, useState } from 'preact/hooks';

/** Words by their positions in the list, numbered, in the order they are read. */
export function WordList({
  indexes,
  label,
  large = false,
}: {
  readonly indexes: readonly number[];
  readonly label: string;
  readonly large?: boolean;
}) {
  const [list, setList] = useState<readonly string[]>([]);
  useEffect(() => void import('./words').then(({ words }) => setList(words)), []);
  return (
    <ol class={`word-list${large ? ' word-list-large' : ''}`} aria-label={label} translate={false}>
      {indexes.map((index, at) => (
        <li key={at}>
          <span class="quiet" aria-hidden="true">
            {at + 1}
          </span>{' '}
          {list[index] ?? '…'}
        </li>
      ))}
    </ol>
  );
}
