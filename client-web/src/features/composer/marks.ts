/** A text with what is selected in it. */
export interface Selected {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type Marking =
  'bold' | 'italic' | 'strike' | 'code' | 'block' | 'quote' | 'bullets' | 'numbers' | 'link';

const AROUND: Partial<Record<Marking, string>> = { bold: '**', italic: '_', strike: '~~', code: '`' };

/** Puts marks around what is selected, or takes them away; before each line, where whole lines are meant. */
export function mark({ text, from, to }: Selected, marking: Marking): Selected {
  const around = AROUND[marking];
  if (around !== undefined) return surround({ text, from, to }, around);
  if (marking === 'link') {
    const words = text.slice(from, to);
    const made = /^https?:\/\//.test(words) ? `[](${words})` : `[${words}](https://)`;
    const caret = words === '' || /^https?:/.test(words) ? from + 1 : from + made.length - 1;
    return { text: text.slice(0, from) + made + text.slice(to), from: caret, to: caret };
  }
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to);
  const lines = text.slice(start, end).split('\n');
  const made = marking === 'block' ? ['```', ...lines, '```'] : prefixed(lines, marking);
  const changed = made.join('\n');
  const caret = marking === 'block' ? start + 4 + lines.join('\n').length : start + changed.length;
  return { text: text.slice(0, start) + changed + text.slice(end), from: caret, to: caret };
}

function surround({ text, from, to }: Selected, sign: string): Selected {
  const { length } = sign;
  const has = text.slice(from - length, from) === sign && text.slice(to, to + length) === sign;
  if (has) {
    return {
      text: text.slice(0, from - length) + text.slice(from, to) + text.slice(to + length),
      from: from - length,
      to: to - length,
    };
  }
  return {
    text: `${text.slice(0, from)}${sign}${text.slice(from, to)}${sign}${text.slice(to)}`,
    from: from + length,
    to: to + length,
  };
}

function prefixed(lines: readonly string[], marking: Marking): string[] {
  const sign = (at: number) => (marking === 'quote' ? '> ' : marking === 'numbers' ? `${at + 1}. ` : '- ');
  const all = lines.every((line, at) => line.startsWith(sign(at)));
  return lines.map((line, at) => (all ? line.slice(sign(at).length) : sign(at) + line));
}

/** Of Ctrl with a key. */
export function markOfKey(event: KeyboardEvent): Marking | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const keys: Record<string, Marking> = event.shiftKey
    ? {
        x: 'strike',
        '9': 'quote',
        '(': 'quote',
        '8': 'bullets',
        '*': 'bullets',
        '7': 'numbers',
        '&': 'numbers',
        c: 'block',
      }
    : { b: 'bold', i: 'italic', e: 'code' };
  return keys[event.key.toLowerCase()] ?? null;
}
