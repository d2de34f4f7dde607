import { describe, expect, it } from 'vitest';
import type { Channel } from '../../core/view';
import { isQuiet } from '../../platform/choices';
import { sectionsOf } from './sections';

const channel = (id: string, more: Partial<Channel> = {}): Channel =>
  ({ id, name: id, kind: 'open', people: [], unread: 0, mentions: 0, muted: 0, ...more }) as Channel;

const shown = (channels: Channel[], part = '', unreadFirst = false) =>
  sectionsOf(channels, part, unreadFirst, 1000).map(({ name, channels: own }) => [
    name,
    ...own.map(({ id }) => id),
  ]);

describe('the sections of the list', () => {
  it('hold each channel once, archived ones last', () => {
    const all = [
      channel('a', { archived: true, favourite: true }),
      channel('b', { favourite: true }),
      channel('c'),
    ];
    expect(shown(all)).toEqual([
      ['favourites', 'b'],
      ['channels', 'c'],
      ['archived', 'a'],
    ]);
  });
  it('have mentions first, then what is unread and not muted', () => {
    const all = [
      channel('read'),
      channel('quiet', { unread: 5, muted: -1 }),
      channel('unread', { unread: 1 }),
      channel('named', { unread: 1, mentions: 1, muted: -1 }),
    ];
    expect(shown(all, '', true)).toEqual([['channels', 'named', 'unread', 'read', 'quiet']]);
    expect(shown(all)).toEqual([['channels', 'read', 'quiet', 'unread', 'named']]);
  });
  it('show what fits a part of a name', () => {
    expect(shown([channel('night-shift'), channel('news')], 'Shift')).toEqual([['channels', 'night-shift']]);
  });
});

describe('quiet hours', () => {
  const between = (quietFrom: number, quietTo: number) => ({
    unreadFirst: false,
    closed: [],
    notify: true,
    quietFrom,
    quietTo,
    enterSends: null,
  });
  it('may go over midnight', () => {
    expect([23, 3, 7, 12].map((hour) => isQuiet(between(22, 7), hour))).toEqual([true, true, false, false]);
    expect([8, 12, 17].map((hour) => isQuiet(between(9, 17), hour))).toEqual([false, true, false]);
    expect(isQuiet(between(5, 5), 5)).toBe(false);
  });
});
