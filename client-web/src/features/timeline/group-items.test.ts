import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../core/view';
import { PLAIN } from '../../core/items';
import { groupItems, withGaps } from './group-items';

const NOON = new Date(2026, 5, 3, 12).getTime();

function message(id: string, author: string, minutes: number): TimelineItem {
  return {
    kind: 'message',
    id,
    author,
    name: author,
    me: false,
    text: id,
    sent: NOON + minutes * 60_000,
    expiry: 0,
    state: 'received',
    reason: null,
    unleased: false,
    ...PLAIN,
  };
}

const opens = (items: TimelineItem[]): string =>
  groupItems(items)
    .filter((row) => row.opensGroup)
    .map((row) => row.item.id)
    .join(' ');

describe('grouping of a timeline', () => {
  it('puts messages of one author within five minutes under one name', () => {
    expect(opens([message('a', 'x', 0), message('b', 'x', 4), message('c', 'x', 4.9)])).toBe('a');
  });
  it('counts the five minutes from the first of the group', () => {
    expect(opens([message('a', 'x', 0), message('b', 'x', 4), message('c', 'x', 5)])).toBe('a c');
  });
  it('begins anew with another author', () => {
    expect(opens([message('a', 'x', 0), message('b', 'y', 1), message('c', 'x', 2)])).toBe('a b c');
  });
  it('begins anew after a placeholder and with a new day', () => {
    const pending: TimelineItem = {
      kind: 'pending',
      id: 'p',
      at: NOON + 60_000,
      reason: 'no-epoch',
      asked: 0,
      canAsk: true,
    };
    const rows = groupItems([
      message('a', 'x', 0),
      pending,
      message('b', 'x', 2),
      message('c', 'x', 13 * 60),
    ]);
    expect(rows.map((row) => row.opensGroup)).toEqual([true, true, true, true]);
    expect(rows.map((row) => row.opensDay)).toEqual([true, false, false, true]);
  });
});

describe('gaps of a timeline', () => {
  const gap = (channel: string, to: number) =>
    ({ channel, from: NOON, to: NOON + to * 60_000, why: 'expired' }) as const;
  it('stand where they end, and only in their own channel', () => {
    const items = [message('a', 'x', 0), message('b', 'x', 5)];
    const shown = withGaps(items, [gap('here', 3), gap('there', 1)], 'here');
    expect(shown.map((item) => item.kind)).toEqual(['message', 'gap', 'message']);
  });
  it('leave a timeline without any as it is', () => {
    const items = [message('a', 'x', 0)];
    expect(withGaps(items, [gap('there', 1)], 'here')).toBe(items);
  });
});
