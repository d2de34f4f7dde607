import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, type Block, type Inline } from './parse';
import { plainText } from './plain';

const ALLOWED = new Set([
  'lines',
  'quote',
  'list',
  'text',
  'code',
  'bold',
  'italic',
  'strike',
  'link',
  'mention',
]);

function walk(
  nodes: readonly (Block | Inline)[],
  depth: number,
  see: (node: Block | Inline, depth: number) => void,
) {
  for (const node of nodes) {
    see(node, depth);
    if ('children' in node) walk(node.children, depth + 1, see);
    if ('items' in node) for (const item of node.items) walk(item, depth + 1, see);
  }
}

const only = (text: string, names?: readonly string[]) => {
  const [block] = parse(text, names);
  return block !== undefined && 'children' in block ? block.children : [];
};

const nasty = fc
  .array(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '~~',
      '`',
      '```',
      '\n',
      '\n```\n',
      '> ',
      '- ',
      '1. ',
      '[',
      ']',
      '(',
      ')',
      '@',
      'Jo',
      ' ',
      'a',
      'https://',
      'http://x.org/',
      'javascript:alert(1)',
      '<img src=x onerror=alert(1)>',
      '\u202e',
      'א',
      '😀',
      '\u0000',
    ),
    { maxLength: 200 },
  )
  .map((parts) => parts.join(''));

describe('what somebody writes', () => {
  it('becomes nothing but nodes that are allowed, four deep at most, with links to the web only', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 400 })), (text) => {
        walk(parse(text, ['Jo']), 1, (node, depth) => {
          expect(ALLOWED.has(node.kind)).toBe(true);
          expect(depth).toBeLessThanOrEqual(5);
          if (node.kind === 'link') {
            const url = new URL(node.href);
            expect(['http:', 'https:']).toContain(url.protocol);
            expect(url.host).toBe(node.host);
            expect(url.username + url.password).toBe('');
          }
        });
      }),
      { numRuns: 1000 },
    );
  });
  it('loses no letter', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const letters = (all: string) => all.replace(/[^\p{L}😀]/gu, '');
        const kept = letters(plainText(text.replace(/\[|\]/g, '').replace(/https?:\/\//g, '')));
        const wanted = letters(text.replace(/\[|\]/g, '').replace(/https?:\/\//g, ''));
        // The line that opens a code block may name a language, which is not shown.
        if (!text.includes('```')) expect(kept).toBe(wanted);
      }),
    );
  });
  it('takes time in proportion to its length', () => {
    for (const piece of [
      '**a',
      '_a',
      '`',
      '[',
      '@',
      '```\n',
      'https://',
      '~~**_',
      '> ',
      '[a](https://',
      '**a _b ~~c',
    ]) {
      const time = (count: number) => {
        const text = piece.repeat(count);
        const from = performance.now();
        parse(
          text,
          Array.from({ length: 64 }, (_, at) => `name ${at}`),
        );
        return performance.now() - from;
      };
      time(500);
      const [short, long] = [time(1_000), time(8_000)];
      expect(long, piece).toBeLessThan(Math.max(short, 4) * 8 * 6);
    }
  });
  it('has marks that nest and end where they should', () => {
    expect(only('a **b _c_** d')).toEqual([
      { kind: 'text', text: 'a ' },
      {
        kind: 'bold',
        children: [
          { kind: 'text', text: 'b ' },
          { kind: 'italic', children: [{ kind: 'text', text: 'c' }] },
        ],
      },
      { kind: 'text', text: ' d' },
    ]);
    expect(plainText('2 * 3 ** 4')).toBe('2 * 3 ** 4');
    expect(plainText('snake_case_name and _open')).toBe('snake_case_name and _open');
    expect(only('`**a**`')).toEqual([{ kind: 'code', text: '**a**' }]);
  });
  it('has quotes, lists and code', () => {
    expect(parse('> a\n> b\n- c\n- d\n1. e\n```js\n**f**\n```\ng').map((block) => block.kind)).toEqual([
      'quote',
      'list',
      'list',
      'code',
      'lines',
    ]);
  });
  it('mentions only those who are named', () => {
    expect(only('@Jo, @Jon and a@Jo', ['Jo']).filter((node) => node.kind === 'mention')).toHaveLength(1);
    expect(only('@Jo Smith', ['Jo', 'Jo Smith'])[0]).toEqual({ kind: 'mention', name: 'Jo Smith' });
  });
});

describe('links', () => {
  const link = (text: string) => only(text).find((node) => node.kind === 'link');
  it('end before the marks of the sentence', () => {
    expect(link('See https://example.org/a_b, then.')).toMatchObject({ label: 'https://example.org/a_b' });
    expect(link('(https://example.org/x)')).toMatchObject({ label: 'https://example.org/x' });
  });
  it('tell their host when they are words', () => {
    expect(link('[your bank](https://evil.example/bank)')).toMatchObject({
      host: 'evil.example',
      named: true,
    });
  });
  it('are odd when scripts are mixed or the name is written in another way', () => {
    expect(link('https://аpple.com/')).toMatchObject({ odd: true, host: 'xn--pple-43d.com' });
    expect(link('https://example.org/')).toMatchObject({ odd: false });
  });
  it('are text when they hide something', () => {
    expect(link('https://bank.example@evil.example/')).toBeUndefined();
    expect(link('https://exa\u202emple.org/')).toBeUndefined();
    expect(link('javascript:alert(1)')).toBeUndefined();
    expect(link('[a](javascript:alert(1))')).toBeUndefined();
  });
});
