import type { Timeline, TimelineItem, View } from '../../src/core/view';

const DAY = 86_400_000;
const MINUTE = 60_000;
const ME = 'a1b2c3d4';

const digits = (seed: number): string =>
  Array.from({ length: 60 }, (_, i) => (i * 7 + seed * 13) % 10).join('');

/** A group as it might be, told by a fixed clock. */
export function groupView(now: number): View {
  return {
    phase: 'ready',
    problem: null,
    connection: 'online',
    clock: { offsetMs: 0, wrong: false },
    group: { id: 'fake-core', name: 'Harbour workers', origin: location.origin },
    me: { member: ME, device: 'd1', name: 'Noor', role: 'steward' },
    members: [
      {
        id: ME,
        name: 'Noor',
        role: 'steward',
        me: true,
        state: 'active',
        since: now - 9 * DAY,
        safetyNumber: null,
      },
      ...['Sam Okafor', 'مريم', 'Bartholomew Featherstonehaugh-Cholmondeley', 'Jo'].map((name, at) => ({
        id: `${(at * 4099 + 17).toString(16).padStart(4, '0')}ffff`,
        name,
        role: 'member' as const,
        me: false,
        state: 'active' as const,
        since: now - at * DAY,
        safetyNumber: digits(at + 1),
      })),
    ],
    channels: [
      channel('c1', 'general', 604_800, 0, now - MINUTE),
      channel('c2', 'night-shift', 86_400, 3, now - 40 * MINUTE),
      channel('c3', 'a channel with quite a long name that does not fit', 0, 0, now - 3 * DAY),
    ],
    invites: [
      {
        id: 'i1',
        note: 'Ravi from the crane team',
        link: `${location.origin}/j#v1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXMzMg.Z3JvdXAtaWQtZ3JvdXAtaWQtZ3JvdXAtaWQtMzI.aGFzaA.12.cmVxdWVzdC1rZXk`,
        notAfter: now + 2 * DAY,
        state: 'open',
      },
      { id: 'i2', note: '', link: null, notAfter: now - DAY, state: 'expired' },
      { id: 'i3', note: 'Sam', link: null, notAfter: now, state: 'used' },
    ],
    requests: [
      {
        id: 'r1',
        name: 'Ravi',
        answer:
          'I work the night shift on crane 4. Sam knows me from the strike in May.\n<b>https://example.org</b>',
        at: now - 12 * MINUTE,
        note: 'Ravi from the crane team',
        safetyNumber: digits(9),
        alarm: true,
        state: 'open',
      },
    ],
    waiting: null,
    queue: 0,
  };
}

function channel(id: string, name: string, timerSeconds: number, unread: number, lastActivity: number) {
  return { id, name, timerSeconds, unread, lastActivity, oldest: null };
}

export function groupTimeline(view: View, id: string, now: number): Timeline {
  const items: TimelineItem[] = [];
  if (id === 'c3') return { channel: id, items };
  const say = (at: number, who: number, text: string, more: Partial<TimelineItem> = {}) => {
    const member = view.members[who];
    items.push({
      kind: 'message',
      id: `m${items.length}`,
      author: member?.id ?? '',
      name: member?.name ?? null,
      me: member?.me ?? false,
      text,
      sent: at,
      expiry: at + 604_800_000,
      state: member?.me ? 'sent' : 'received',
      reason: null,
      ...more,
    } as TimelineItem);
  };
  const start = now - DAY - 3 * 3_600_000;
  items.push({
    kind: 'system',
    id: 's1',
    at: start,
    what: 'created',
    who: 'Noor',
    subject: null,
    timerSeconds: 0,
  });
  items.push({
    kind: 'system',
    id: 's2',
    at: start + MINUTE,
    what: 'timer',
    who: 'Noor',
    subject: null,
    timerSeconds: 604_800,
  });
  items.push({ kind: 'unreadable', id: 'u1', at: start + 2 * MINUTE, reason: 'before-joining' });
  say(start + 3 * MINUTE, 1, 'Meeting moved to Thursday, same place.');
  say(start + 4 * MINUTE, 1, 'Bring the list if you can.');
  say(start + 6 * MINUTE, 2, 'حسناً، سأكون هناك في السابعة');
  say(
    now - 50 * MINUTE,
    3,
    'Has anyone heard back from the safety committee? They promised an answer by today, and the crane on pier 4 is still making that noise. I would rather we all refuse together than one of us alone.',
  );
  say(now - 48 * MINUTE, 0, 'Not yet. I will ask in the morning.');
  say(now - 47 * MINUTE, 0, 'And I agree: together.');
  items.push({ kind: 'pending', id: 'p1', at: now - 20 * MINUTE, reason: 'no-sender-key' });
  say(now - 10 * MINUTE, 4, '👍');
  say(now - 2 * MINUTE, 0, 'Wrote to them just now.', { state: 'queued' });
  say(now - MINUTE, 0, 'This one did not go out.', { state: 'failed', reason: 'not-allowed' });
  return { channel: id, items };
}
