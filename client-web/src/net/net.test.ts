import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';
import { isOwnSocket } from './connection';

describe('waiting between attempts', () => {
  it('doubles from half a second to half a minute', () => {
    expect([0, 1, 2, 6, 60].map((n) => backoffMs(n, 0.999999))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });
  it('takes off up to a half at random', () => {
    expect(backoffMs(0, 0)).toBe(250);
    expect(backoffMs(60, 0)).toBe(15_000);
  });
});

describe('the socket of this origin', () => {
  it('is accepted', () => {
    expect(isOwnSocket('wss://group.example/v1/socket', 'https://group.example')).toBe(true);
    expect(isOwnSocket('ws://localhost:8080/v1/socket', 'http://localhost:8080')).toBe(true);
  });
  it.each([
    ['ws://group.example/v1/socket'],
    ['wss://other.example/v1/socket'],
    ['wss://group.example:444/v1/socket'],
    ['wss://group.example/v1/other'],
    ['wss://group.example/v1/socket?x'],
    ['wss://a@group.example/v1/socket'],
    ['https://group.example/v1/socket'],
    ['nonsense'],
  ])('is nothing else: %s', (url) => {
    expect(isOwnSocket(url, 'https://group.example')).toBe(false);
  });
});
