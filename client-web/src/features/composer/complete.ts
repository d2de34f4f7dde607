import type { Member } from '../../core/view';
import { findEmoji } from '../../parts/emoji';

/** What can stand where somebody types "@na" or ":na". */
export interface Choice {
  readonly key: string;
  /** What replaces what was typed. */
  readonly text: string;
  readonly label: string;
  /** A sign before it. */
  readonly sign: string;
  /** Of a mention: the member's id, or "everyone". */
  readonly member: string | null;
}

export interface Completion {
  /** Where the typed part begins. */
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}

const MOST = 8;
const LONGEST_PART = 40;

/** @param everyone the word for all at once; "" where that can't be said */
export function complete(
  text: string,
  caret: number,
  people: readonly Member[],
  everyone: string,
): Completion | null {
  const before = text.slice(Math.max(0, caret - LONGEST_PART), caret);
  const mention = /(?:^|[\s(])@([^\s@][^@\n]*|)$/u.exec(before);
  if (mention !== null) {
    const part = mention[1] ?? '';
    const choices = findPeople(part, people, everyone);
    return choices.length === 0 ? null : { from: caret - part.length - 1, to: caret, choices };
  }
  const named = /(?:^|[\s(]):([a-z0-9_+-]{2,20})$/i.exec(before);
  if (named === null) return null;
  const part = named[1] ?? '';
  const choices = findEmoji(part, MOST).map(({ name, sign }) => ({
    key: name,
    text: sign,
    label: `:${name}:`,
    sign,
    member: null,
  }));
  return choices.length === 0 ? null : { from: caret - part.length - 1, to: caret, choices };
}

function findPeople(part: string, people: readonly Member[], everyone: string): Choice[] {
  const wanted = part.toLocaleLowerCase();
  const choice = (id: string, name: string): Choice => ({
    key: id,
    text: `@${name} `,
    label: name,
    sign: '@',
    member: id,
  });
  const named = people.flatMap(({ id, name }) => (name === null ? [] : [choice(id, name)]));
  if (everyone !== '') named.push(choice('everyone', everyone));
  const begins = named.filter(({ label }) => label.toLocaleLowerCase().startsWith(wanted));
  const inside = named.filter(
    (each) =>
      !begins.includes(each) &&
      each.label
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
  return [...begins, ...inside].slice(0, MOST);
}

/** Whom a text mentions, of those who could be: a name counts where "@" stands before it. */
export function mentionedIn(text: string, people: readonly Member[], everyone: string): string[] {
  if (!text.includes('@')) return [];
  const found = people.filter(({ name }) => name !== null && holds(text, name)).map(({ id }) => id);
  return everyone !== '' && holds(text, everyone) ? [...found, 'everyone'] : found;
}

function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(`@${name}`); at !== -1; at = text.indexOf(`@${name}`, at + 1)) {
    const after = text[at + 1 + name.length];
    const before = text[at - 1];
    if (!isWord(after) && !isWord(before)) return true;
  }
  return false;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
