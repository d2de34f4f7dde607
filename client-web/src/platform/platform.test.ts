import { describe, expect, it } from 'vitest';
import { delaySeconds } from './device';
import { readLink } from './link';
import { workerUrl } from './trusted-types';

describe('the link that brought somebody here', () => {
  it('is known by its path and version', () => {
    expect(readLink('https://x.example/f#v1.abc')?.kind).toBe('found');
    expect(readLink('https://x.example/l#v1.abc')?.kind).toBe('link');
    expect(readLink('https://x.example/j#v1.abc')).toEqual({
      kind: 'join',
      url: 'https://x.example/j#v1.abc',
    });
  });
  it.each([
    ['https://x.example/#v1.abc'],
    ['https://x.example/f'],
    ['https://x.example/j#v2.abc'],
    ['https://x.example/j/x#v1.a'],
  ])('is nothing else: %s', (address) => {
    expect(readLink(address)).toBeNull();
  });
});

describe('waiting after wrong passphrases', () => {
  it('grows to a minute', () => {
    expect([0, 1, 2, 3, 4, 8, 50].map(delaySeconds)).toEqual([0, 0, 0, 2, 4, 60, 60]);
  });
});

describe('addresses of workers', () => {
  it('are only those of the list', () => {
    expect(workerUrl('/a.js', ['/a.js'])).toBe('/a.js');
    expect(() => workerUrl('/b.js', ['/a.js'])).toThrow(TypeError);
  });
});
