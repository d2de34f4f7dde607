import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hueOf, initials } from './Avatar';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function colour(theme: string, token: string): number[] {
  const found = new RegExp(`--${token}: #([0-9a-f]{6})`).exec(theme)?.[1];
  if (found === undefined) throw new Error(`no ${token}`);
  return [0, 2, 4].map((at) => parseInt(found.slice(at, at + 2), 16) / 255);
}

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: string, one: string, other: string): number {
  const [a, b] = [luminance(colour(theme, one)), luminance(colour(theme, other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('colours in the %s theme', (_name, theme) => {
  it.each([
    ['text', 'ground'],
    ['text', 'raised'],
    ['quiet', 'ground'],
    ['quiet', 'raised'],
    ['accent', 'ground'],
    ['accent', 'raised'],
    ['on-accent', 'accent'],
    ['danger', 'ground'],
    ['danger', 'raised'],
    ['caution', 'ground'],
  ])('keep text readable: %s on %s', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each([
    ['line-strong', 'ground'],
    ['line-strong', 'raised'],
    ['caution', 'raised'],
  ])('keep controls visible: %s on %s', (line, ground) => {
    expect(contrast(theme, line, ground)).toBeGreaterThanOrEqual(3);
  });
});

describe('avatars', () => {
  it('take the first letters of the first and the last word, in any script', () => {
    expect(['Noor', 'Sam van Okafor', 'مريم', '  ', '\u{1F33F} leaf'].map(initials)).toEqual([
      'N',
      'SO',
      'م',
      '',
      '\u{1F33F}L',
    ]);
  });
  it('keep the hue of a member', () => {
    expect(hueOf('0011aa')).toBe(hueOf('0011bb'));
    expect(hueOf('')).toBe(0);
  });
});
