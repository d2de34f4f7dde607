import { describe, expect, it } from 'vitest';
import { agoWords, clockTime, relativeTime } from './times';

describe('moments', () => {
  it('names what is about to be without counting its seconds', () => {
    expect(relativeTime(30_000, 0)).toBe('in less than a minute');
    expect(relativeTime(90_000, 0)).toBe('in 2 minutes');
    expect(agoWords(0, 30_000)).toBe('a moment ago');
  });

  it('are told in the time zone that the device is in now', () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'UTC';
    expect(clockTime(0)).toMatch(/12:00|00:00/);
    process.env['TZ'] = 'Asia/Tokyo';
    expect(clockTime(0)).toMatch(/09:00/);
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
});
