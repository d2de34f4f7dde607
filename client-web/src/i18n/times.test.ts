import { describe, expect, it } from 'vitest';
import { agoWords, relativeTime } from './times';

describe('moments', () => {
  it('names what is about to be without counting its seconds', () => {
    expect(relativeTime(30_000, 0)).toBe('in less than a minute');
    expect(relativeTime(90_000, 0)).toBe('in 2 minutes');
    expect(agoWords(0, 30_000)).toBe('a moment ago');
  });
});
