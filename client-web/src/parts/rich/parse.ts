import { readLink, type Link } from './links';

/**
 * What somebody wrote, as a tree of few kinds. Text never becomes markup: what is not understood stays as it was typed. Both
 * steps take one pass, marks nest at most three deep (each kind once), and quotes and lists hold lines only.
 */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: Mark; readonly children: readonly Inline[] }
  | ({ readonly kind: 'link' } & Link)
  | { readonly kind: 'mention'; readonly name: string };

export type Block =
  | { readonly kind: 'lines' | 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

export type Mark = 'bold' | 'italic' | 'strike';

const MARKS: readonly (readonly [string, Mark])[] = [
  ['**', 'bold'],
  ['~~', 'strike'],
  ['_', 'italic'],
];
/** Further names are left as text. */
const MOST_NAMES = 64;
const LONGEST_LABEL = 300;
const LONGEST_LINK = 2048;

const ITEM = /^(?:[-*]|(\d{1,3})[.)]) +(?=\S)/;

type LineKind = 'lines' | 'quote' | 'bullet' | 'number';

function lineKind(line: string): LineKind {
  if (line.startsWith('>')) return 'quote';
  const found = ITEM.exec(line);
  if (found === null) return 'lines';
  return found[1] === undefined ? 'bullet' : 'number';
}

/** @param names of people who are mentioned, as they stand behind "@" */
export function parse(text: string, names: readonly string[] = []): Block[] {
  const known = [...names].slice(0, MOST_NAMES).sort((one, other) => other.length - one.length);
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const lastFence = lines.findLastIndex((line) => line.startsWith('```'));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.startsWith('```') && at < lastFence) {
      let end = at + 1;
      while (!(lines[end] ?? '```').startsWith('```')) end++;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
      continue;
    }
    const kind = lineKind(line);
    let end = at + 1;
    while (end < lines.length && lineKind(lines[end] ?? '') === kind && !opensCode(lines, end, lastFence))
      end++;
    blocks.push(blockOf(kind, lines.slice(at, end), known));
    at = end;
  }
  return blocks;
}

const opensCode = (lines: readonly string[], at: number, lastFence: number): boolean =>
  at < lastFence && (lines[at] ?? '').startsWith('```');

function blockOf(kind: LineKind, lines: readonly string[], names: readonly string[]): Block {
  switch (kind) {
    case 'lines':
      return { kind, children: parseInline(lines.join('\n'), names) };
    case 'quote':
      return { kind, children: parseInline(lines.map((line) => line.replace(/^> ?/, '')).join('\n'), names) };
    case 'bullet':
    case 'number':
      return {
        kind: 'list',
        ordered: kind === 'number',
        items: lines.map((line) => parseInline(line.replace(ITEM, ''), names)),
      };
  }
}

interface Frame {
  readonly mark: Mark | null;
  readonly typed: string;
  readonly children: Inline[];
}

const WORD = /[\p{L}\p{N}]/u;
const isWord = (char: string | undefined): boolean => char !== undefined && WORD.test(char);
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

/** One pass from left to right; open marks lie on a stack of at most three. */
export function parseInline(text: string, names: readonly string[] = []): Inline[] {
  const stack: Frame[] = [{ mark: null, typed: '', children: [] }];
  const top = (): Frame => stack[stack.length - 1]!;
  let plainFrom = 0;
  let lastTick = -2;
  let wordEnd = 0;
  const flush = (to: number) => {
    if (to > plainFrom) top().children.push({ kind: 'text', text: text.slice(plainFrom, to) });
  };
  const take = (from: number, to: number, node: Inline) => {
    flush(from);
    top().children.push(node);
    plainFrom = to;
  };
  for (let at = 0; at < text.length; at = Math.max(at + 1, plainFrom)) {
    const char = text[at];
    if (char === '`') {
      if (lastTick === -2) lastTick = text.lastIndexOf('`');
      const end = at < lastTick ? text.indexOf('`', at + 1) : -1;
      if (end > at + 1) take(at, end + 1, { kind: 'code', text: text.slice(at + 1, end) });
    } else if (char === '[') {
      const found = labelled(text, at);
      if (found !== null) take(at, found.end, { kind: 'link', ...found.link });
    } else if (char === 'h' && !isWord(text[at - 1])) {
      if (wordEnd <= at) wordEnd = endOfWord(text, at);
      const found = bare(text, at, wordEnd);
      if (found !== null) take(at, found.end, { kind: 'link', ...found.link });
    } else if (char === '@' && !isWord(text[at - 1])) {
      const name = names.find((each) => text.startsWith(each, at + 1) && !isWord(text[at + 1 + each.length]));
      if (name !== undefined) take(at, at + 1 + name.length, { kind: 'mention', name });
    } else if (char === '*' || char === '_' || char === '~') {
      markAt(text, at, stack, take, flush, (to) => (plainFrom = to));
    }
  }
  flush(text.length);
  while (stack.length > 1) spill(stack);
  return stack[0]!.children;
}

function markAt(
  text: string,
  at: number,
  stack: Frame[],
  take: (from: number, to: number, node: Inline) => void,
  flush: (to: number) => void,
  plainFrom: (to: number) => void,
): void {
  const found = MARKS.find(([typed]) => text.startsWith(typed, at));
  if (found === undefined) return;
  const [typed, mark] = found;
  const end = at + typed.length;
  const inWord = mark === 'italic';
  const open = stack.findIndex((frame) => frame.mark === mark);
  if (open > 0) {
    if (isSpace(text[at - 1]) || (inWord && isWord(text[end]))) return;
    flush(at);
    plainFrom(end);
    while (stack.length - 1 > open) spill(stack);
    const { children } = stack.pop()!;
    if (children.length > 0) take(end, end, { kind: mark, children });
    else stack[stack.length - 1]!.children.push({ kind: 'text', text: typed + typed });
  } else if (!isSpace(text[end]) && !(inWord && isWord(text[at - 1]))) {
    flush(at);
    plainFrom(end);
    stack.push({ mark, typed, children: [] });
  }
}

/** A mark that was never closed is what was typed. */
function spill(stack: Frame[]): void {
  const { typed, children } = stack.pop()!;
  const below = stack[stack.length - 1]!.children;
  below.push({ kind: 'text', text: typed });
  for (const child of children) below.push(child);
}

interface Found {
  readonly end: number;
  readonly link: Link;
}

/** Where the next white space is, or another sign that no address has. */
function endOfWord(text: string, at: number): number {
  const rest = /[\s<>"]/g;
  rest.lastIndex = at;
  return rest.exec(text)?.index ?? text.length;
}

/** An address that stands by itself; the sentence's own marks at its end are not part of it. */
function bare(text: string, at: number, wordEnd: number): Found | null {
  if (wordEnd - at > LONGEST_LINK || !/^https?:\/\//.test(text.slice(at, at + 8))) return null;
  let end = wordEnd;
  const bracketed = text.slice(at, end).includes('(');
  while (/[.,;:!?'_*~)\]}]/.test(text[end - 1] ?? '') && !(bracketed && text[end - 1] === ')')) end--;
  const link = readLink(text.slice(at, end), null);
  return link === null ? null : { end, link };
}

/** "[words](https://…)" within one line. */
function labelled(text: string, at: number): Found | null {
  const label = /^\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()<>"]{1,2048})\)/.exec(
    text.slice(at, at + LONGEST_LABEL + LONGEST_LINK + 4),
  );
  if (label === null) return null;
  const link = readLink(label[2]!, label[1]!);
  return link === null ? null : { end: at + label[0].length, link };
}
