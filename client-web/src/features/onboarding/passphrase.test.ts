import { describe, expect, it } from 'vitest';
import { words } from '../../parts/words';
import { generatePassphrase, strengthOf } from '../../core/passphrase';
import { customTimer } from '../../core/timers';

describe('drawn passphrases', () => {
  it('are six words of a list of 7,776', () => {
    expect(words).toHaveLength(7776);
    expect(new Set(words).size).toBe(7776);
    const drawn = generatePassphrase(words).split(' ');
    expect(drawn).toHaveLength(6);
    expect(drawn.every((word) => words.includes(word))).toBe(true);
  });
  it('draw again where a number would favour the first words', () => {
    const numbers = [2 ** 32 - 1, 0, 1, 2, 3, 4, 5];
    const drawn = generatePassphrase(['a', 'b', 'c'], (into) => into.set([numbers.shift() ?? 0]));
    expect(drawn).toBe('a b c a b c');
  });
});

describe('passphrases of one\u2019s own', () => {
  it.each([
    ['short', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['correct horse', 'weak'],
    ['correct horse battery', 'fair'],
    ['seven green ladders lean on my barn', 'long'],
  ])('%s is %s', (own, strength) => {
    expect(strengthOf(own)).toBe(strength);
  });
});

describe('timers that are typed', () => {
  it('are between five seconds and four weeks', () => {
    expect(customTimer('5', 'seconds')).toBe(5);
    expect(customTimer(' 28 ', 'days')).toBe(2_419_200);
    for (const [amount, unit] of [
      ['4', 'seconds'],
      ['29', 'days'],
      ['1.5', 'hours'],
      ['', 'days'],
      ['-1', 'days'],
    ] as const) {
      expect(customTimer(amount, unit)).toBeNull();
    }
  });
});
