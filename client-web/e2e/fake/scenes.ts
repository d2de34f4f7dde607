import type { Channel, Decision, Timeline, TimelineItem, View } from '../../src/core/view';
import { BART, DAY, HOUR, JO, MARYAM, ME, MINUTE, people, SAM } from './people';
import { longTalk, message, richTalk } from './talk';
import { invites, requests, vouchAsks } from './vetting';

const QUESTIONS = ['Where do you work, and since when?', 'Who asked you to join?'];

/** A group as it might be, told by a fixed clock. */
export function groupView(now: number): View {
  return {
    phase: 'ready',
    problem: null,
    connection: 'online',
    clock: { offsetMs: 0, wrong: false },
    group: { id: 'fake-core', name: 'Harbour workers', origin: location.origin },
    me: { member: ME, device: 'd1', name: 'Noor', role: 'steward', office: true },
    members: people(now),
    channels: [
      channel('c1', 'general', { lastActivity: now - MINUTE }),
      channel('c2', 'night-shift', { timerSeconds: 86_400, unread: 3, lastActivity: now - 40 * MINUTE }),
      channel('c4', 'news', { kind: 'announcement', posters: [BART] }),
      channel('c5', 'strike fund', {
        kind: 'need-to-know',
        people: [ME, SAM, JO],
        keepers: [ME, SAM],
        wishes: [
          { id: 'w1', kind: 'remove', members: [JO], value: 0, by: [SAM], mine: false },
          { id: 'w2', kind: 'timer', members: [], value: 86_400, by: [ME], mine: true },
        ],
        lastActivity: now - HOUR,
      }),
      channel('c6', 'archive of everything', { favourite: true, lastActivity: now - 2 * MINUTE }),
      channel('c7', 'السلامة على الرصيف', {
        unread: 12,
        mentions: 1,
        firstUnread: 'r15',
        pins: ['r0'],
        timerMin: 3600,
        timerMax: 2_419_200,
        goneOn: 11,
        goneOf: 12,
        lastActivity: now - 3 * MINUTE,
      }),
      channel('d1', null, { kind: 'direct', people: [ME, SAM], draft: true, lastActivity: now - 5 * HOUR }),
      channel('d2', null, { kind: 'direct', people: [ME, MARYAM], unread: 2, muted: -1 }),
      channel('c8', 'old plans', { archived: true, timerSeconds: 0 }),
      channel('c3', 'a channel with quite a long name that does not fit', {
        timerSeconds: 0,
        lastActivity: now - 3 * DAY,
      }),
    ],
    invites: invites(now),
    requests: requests(now),
    invitation: null,
    waiting: null,
    queue: 0,
    policy: {
      approvals: 2,
      leaseHours: 72,
      absenceDays: 14,
      answersDays: 30,
      deviceVoices: 1,
      recoveryDelayHours: 0,
      questions: QUESTIONS,
      voices: 2,
    },
    lease: { state: 'fresh', until: now + 60 * HOUR, missing: [], absent: [], goingOn: false, more: false },
    fork: null,
    decisions: decisions(now),
    decided: [],
    undos: [],
    succession: null,
    vouchAsks: vouchAsks(now),
    linking: null,
    recoveries: [],
    sheet: { state: 'rehearsed', holders: [], needed: 0 },
    heldShares: [],
    alerts: [],
    gaps: [],
  };
}

export function decision(
  now: number,
  id: string,
  kind: Decision['kind'],
  more: Partial<Decision> = {},
): Decision {
  return {
    id,
    kind,
    by: SAM,
    at: now - 2 * HOUR,
    about: [],
    policy: 0,
    value: 0,
    text: '',
    approvals: [{ by: SAM, at: now - 2 * HOUR }],
    needed: 2,
    ownVoice: 'open',
    asksMe: false,
    expires: now + 12 * DAY,
    state: 'open',
    ...more,
  };
}

export function decisions(now: number): Decision[] {
  return [
    decision(now, 'x1', 'remove', { about: [BART] }),
    decision(now, 'x2', 'policy', { policy: 2, value: 3, by: ME, ownVoice: 'given' }),
    decision(now, 'x3', 'demote', { about: [ME], ownVoice: 'blocked' }),
    decision(now, 'x4', 'appoint', { about: [JO], state: 'deciding', approvals: [{ by: SAM, at: now }] }),
    decision(now, 'x5', 'questions', { text: 'What is your trade?', by: MARYAM }),
  ];
}

export function channel(id: string, name: string | null, more: Partial<Channel> = {}): Channel {
  return {
    id,
    name,
    timerSeconds: 604_800,
    unread: 0,
    lastActivity: null,
    oldest: null,
    kind: 'open',
    posters: [],
    mentions: 0,
    muted: 0,
    favourite: false,
    archived: false,
    draft: false,
    firstUnread: null,
    timerMin: 0,
    timerMax: 0,
    pins: [],
    goneOn: 0,
    goneOf: 0,
    people: [],
    keepers: [],
    wishes: [],
    held: null,
    heldAbout: [],
    ...more,
  };
}

export function groupTimeline(view: View, id: string, now: number): Timeline {
  const items: TimelineItem[] = [];
  if (id === 'c3') return { channel: id, items };
  if (id === 'c6') return { channel: id, items: longTalk(view, now, 1000) };
  if (id === 'c7' || id === 'd1') return { channel: id, items: richTalk(view, now) };
  const say = (at: number, who: number, text: string, more: Partial<TimelineItem> = {}) => {
    items.push({ ...message(view, who, `m${items.length}`, text, at), ...more } as TimelineItem);
  };
  const tell = (at: number, what: string, who: string | null, subject: string | null = null) =>
    items.push({
      kind: 'system',
      id: `s${items.length}`,
      at,
      what,
      who,
      subject,
      timerSeconds: what === 'timer' ? 604_800 : 0,
    } as TimelineItem);
  const start = now - DAY - 3 * HOUR;
  tell(start, 'created', 'Noor');
  tell(start + MINUTE, 'timer', 'Noor');
  tell(start + 1.2 * MINUTE, 'appointed', 'Noor', 'Sam Okafor');
  tell(start + 1.4 * MINUTE, 'device-added', null, 'Sam Okafor');
  tell(start + 1.6 * MINUTE, 'frozen', 'Sam Okafor', 'Toni');
  items.push({ kind: 'unreadable', id: 'u1', at: start + 2 * MINUTE, reason: 'before-joining' });
  say(start + 3 * MINUTE, 1, 'Meeting moved to Thursday, same place.');
  say(start + 4 * MINUTE, 1, 'Bring the list if you can.');
  say(start + 6 * MINUTE, 2, 'حسناً، سأكون هناك في السابعة');
  say(
    now - 50 * MINUTE,
    3,
    'Has anyone heard back from the safety committee? They promised an answer by today, and the crane on pier 4 is still making that noise. I would rather we all refuse together than one of us alone.',
  );
  say(now - 48 * MINUTE, 0, 'Not yet. I will ask in the morning.', { unleased: true });
  say(now - 47 * MINUTE, 0, 'And I agree: together.');
  items.push({
    kind: 'pending',
    id: 'p1',
    at: now - 20 * MINUTE,
    reason: 'no-sender-key',
    asked: now - 4 * MINUTE,
    canAsk: true,
  });
  tell(now - 15 * MINUTE, 'recovered', 'Noor', 'مريم');
  say(now - 10 * MINUTE, 4, '👍');
  say(now - 2 * MINUTE, 0, 'Wrote to them just now.', { state: 'queued' });
  say(now - MINUTE, 0, 'This one did not go out.', { state: 'failed', reason: 'not-allowed' });
  return { channel: id, items };
}
