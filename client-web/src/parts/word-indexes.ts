/** Positions in the word list, and back. */

export function wordsStartingWith(list: readonly string[], start: string, most: number): string[] {
  if (start === '') return [];
  const found: string[] = [];
  for (const word of list) {
    if (word.startsWith(start) && word !== start) found.push(word);
    if (found.length === most) break;
  }
  return found;
}

export type Indexes =
  | { readonly ok: true; readonly indexes: readonly number[] }
  | { readonly ok: false; readonly unknown: readonly number[] };

/** Where each word stands in the list; or which of them, by position, are not in it. */
export function indexesOf(list: readonly string[], words: readonly string[], count: number): Indexes {
  const indexes = Array.from({ length: count }, (_, at) =>
    list.indexOf((words[at] ?? '').trim().toLowerCase()),
  );
  const unknown = indexes.flatMap((index, at) => (index === -1 ? [at] : []));
  return unknown.length === 0 ? { ok: true, indexes } : { ok: false, unknown };
}

/** The words of a text, in any spacing. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,.;]+/u)
    .filter(Boolean);
