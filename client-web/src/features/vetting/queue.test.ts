import { describe, expect, it } from 'vitest';
import type { JoinRequest } from '../../core/view';
import { arrange, neighbour, voicesMissing } from './queue';

const request = (id: string, at: number, more: Partial<JoinRequest> = {}) =>
  ({
    id,
    at,
    approvals: [],
    needed: 2,
    handedTo: null,
    ownVoice: 'open',
    state: 'open',
    alarm: false,
    ...more,
  }) as unknown as JoinRequest;

const all = [
  request('a', 30),
  request('b', 10, { approvals: [{ by: 'x', at: 1 }], handedTo: 'me', ownVoice: 'given' }),
  request('c', 20, { alarm: true, ownVoice: 'blocked' }),
];
const ids = (requests: readonly JoinRequest[]) => requests.map(({ id }) => id).join('');

describe('the queue of requests', () => {
  it('shows who waits longest first, the newest first, or who lacks the fewest voices', () => {
    expect(ids(arrange(all, 'waiting', 'all', 'me'))).toBe('bca');
    expect(ids(arrange(all, 'newest', 'all', 'me'))).toBe('acb');
    expect(ids(arrange(all, 'missing', 'all', 'me'))).toBe('bca');
  });
  it('can be narrowed to what is handed to me, lacks my voice, or has an alarm', () => {
    expect(ids(arrange(all, 'waiting', 'mine', 'me'))).toBe('b');
    expect(ids(arrange(all, 'waiting', 'voice', 'me'))).toBe('a');
    expect(ids(arrange(all, 'waiting', 'alarm', 'me'))).toBe('c');
  });
  it('moves by one and stays at its ends', () => {
    expect(neighbour(all, undefined, 1)).toBe('a');
    expect(neighbour(all, 'a', 1)).toBe('b');
    expect(neighbour(all, 'c', 1)).toBe('c');
    expect(neighbour(all, 'a', -1)).toBe('a');
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
  it('never lacks fewer than no voices', () => {
    expect(
      voicesMissing(
        request('x', 0, {
          approvals: [
            { by: '1', at: 0 },
            { by: '2', at: 0 },
          ],
          needed: 1,
        }),
      ),
    ).toBe(0);
  });
});
