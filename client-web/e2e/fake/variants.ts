import type { View } from '../../src/core/view';
import { BART, crowd, DAY, digits, HOUR, MARYAM, ME, MINUTE, SAM } from './people';
import { groupView } from './scenes';

type Change = (view: View, now: number) => Partial<View>;

const waiting = (now: number): NonNullable<View['waiting']> => ({
  name: 'Ravi',
  since: now - 5 * MINUTE,
  safetyNumber: digits(9),
  code: 'uv1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXMzMg',
  questions: [],
  answers: [],
  notes: [],
  deleteAt: now + 30 * 24 * HOUR,
  as: 'newcomer',
});

const linking =
  (side: 'old' | 'new', stage: NonNullable<View['linking']>['stage']): Change =>
  (view, now) => ({
    ...(side === 'new'
      ? { phase: 'waiting' as const, waiting: { ...waiting(now), as: 'linked' as const } }
      : {}),
    linking: {
      side,
      stage,
      code: side === 'old' ? `${view.group.origin}/l#v1.c2VjcmV0LXNlY3JldA.Z3JvdXAtaWQ.ZGV2aWNl` : null,
      words: side === 'old' ? [17, 2044, 391, 7021, 5, 6543, 1200, 999, 4321, 3] : [],
      check: [4021, 77, 6001, 1234],
      confirmed: false,
      until: now + 12 * MINUTE,
    },
  });

const held =
  (why: NonNullable<View['channels'][number]['held']>, about: readonly string[] = []): Change =>
  ({ channels }) => ({
    channels: channels.map((each) => (each.id === 'c1' ? { ...each, held: why, heldAbout: about } : each)),
  });

const lease =
  (more: Partial<View['lease']>): Change =>
  ({ lease: now }) => ({ lease: now && { ...now, ...more } });

const fork = (more: Partial<NonNullable<View['fork']>>, now: number): NonNullable<View['fork']> => ({
  kind: 'fork',
  branches: [
    { id: 'b1', by: [SAM], at: now - 2 * HOUR, mine: true, removes: [BART], adds: 0 },
    { id: 'b2', by: [SAM, MARYAM], at: now - HOUR, mine: false, removes: [], adds: 2 },
  ],
  canResolve: false,
  canMoveOver: false,
  ...more,
});

const succession = (
  now: number,
  more: Partial<NonNullable<View['succession']>>,
): Pick<View, 'succession'> => ({
  succession: {
    heard: now - 9 * DAY,
    due: now - 2 * DAY,
    online: 5,
    days: 3,
    needed: 3,
    members: 4,
    open: true,
    part: true,
    choices: [],
    ...more,
  },
});

const returning = (now: number, more: Partial<View['recoveries'][number]>): View['recoveries'] => [
  { id: 'q1', member: '4020ffff', at: now - HOUR, mine: false, effectiveAt: null, deciding: false, ...more },
];

const QUESTIONS = ['Where do you work, and since when?', 'Who asked you to join?'];

/** What is different in each scene. A name that is not here shows the group as it is. */
const changes: Readonly<Record<string, Change>> = {
  answering: (_, now) => ({
    phase: 'answering',
    waiting: waiting(now),
    invitation: {
      groupName: 'Harbour workers',
      questions: QUESTIONS,
      keepDays: 30,
      readers: 3,
      voices: 2,
      forName: 'Ravi',
    },
  }),
  'waiting-asked': (_, now) => ({
    phase: 'waiting',
    waiting: {
      ...waiting(now),
      questions: QUESTIONS,
      answers: ['Crane 4', 'Sam'],
      notes: [
        { kind: 'handed-over', text: '', at: now - 3 * MINUTE },
        { kind: 'question', text: 'Which shift is that?', at: now - MINUTE },
      ],
    },
  }),
  'declined-why': (_, now) => ({
    phase: 'declined',
    waiting: {
      ...waiting(now),
      notes: [{ kind: 'declined', text: 'We only take people from the port.', at: now }],
    },
  }),
  returning: (_, now) => ({
    phase: 'waiting',
    waiting: { ...waiting(now), as: 'returning', name: '', code: null, deleteAt: null },
  }),
  'linking-new': linking('new', 'compare'),
  'linking-waiting': linking('new', 'waiting'),
  'link-showing': linking('old', 'showing'),
  'link-compare': linking('old', 'compare'),
  'link-alarm': linking('old', 'alarm'),
  'held-halted': held('halted'),
  'held-no-lease': held('no-lease', [SAM, MARYAM]),
  'held-identity': held('identity-changed', [MARYAM, BART]),
  'held-stale': held('stale'),
  'held-not-poster': held('not-poster'),
  'held-revoked': held('revoked'),
  'lease-ending': (view, now) =>
    lease({ state: 'ending', until: now + 20 * HOUR, missing: [SAM] })(view, now),
  'lease-lapsed': (view, now) => ({
    ...lease({ state: 'lapsed', until: now - HOUR, missing: [SAM, MARYAM], absent: [MARYAM], more: true })(
      view,
      now,
    ),
    me: { ...view.me, role: 'member', office: false },
  }),
  alerts: (_, now) => ({
    alerts: [{ id: 'al1', kind: 'own-device-added', at: now - HOUR, device: 'd3' }],
  }),
  gaps: (_, now) => ({
    gaps: [{ channel: 'c1', from: now - 12 * HOUR, to: now - HOUR, why: 'expired' }],
  }),
  forked: (_, now) => ({ phase: 'halted', fork: fork({ canResolve: true }, now) }),
  'forked-over': (_, now) => ({
    phase: 'halted',
    fork: fork({ kind: 'succession', canMoveOver: true }, now),
  }),
  silent: (view, now) => ({
    ...succession(now, { heard: now - 5 * DAY, due: now + 2 * DAY, open: false }),
    me: { ...view.me, role: 'member', office: false },
  }),
  'silent-long': (view, now) => ({
    ...succession(now, {
      part: false,
      choices: [
        {
          candidates: [BART, ME],
          agreed: [BART],
          voices: [BART],
          by: BART,
          at: now - HOUR,
          own: false,
          deciding: false,
        },
      ],
    }),
    me: { ...view.me, role: 'member', office: false },
  }),
  'sheet-none': () => ({ sheet: { state: 'none', holders: [], needed: 0 } }),
  sheets: (_, now) => ({
    sheet: { state: 'made', holders: [SAM, BART, MARYAM], needed: 2 },
    heldShares: [{ owner: BART, index: 2, words: [17, 2044, 391, 7021, 5, 6543, 1200, 999, 4321, 3] }],
    recoveries: [
      ...returning(now, {}),
      ...returning(now, { id: 'q2', mine: true, effectiveAt: now + 20 * HOUR }),
    ],
  }),
  found: () => ({ sheet: { state: 'made', holders: [], needed: 0 } }),
  waiting: (_, now) => ({ phase: 'waiting', waiting: waiting(now) }),
  refused: (_, now) => ({ phase: 'requesting', waiting: waiting(now), problem: { code: 'invite-used' } }),
  member: ({ me }) => ({
    me: { ...me, role: 'member', office: false },
    invites: [],
    requests: [],
    decisions: [],
  }),
  crowd: ({ members }, now) => ({ members: [...members, ...crowd(now, 1000).slice(members.length)] }),
  two: ({ members, policy }) => ({ members: members.slice(0, 2), policy: { ...policy, voices: 1 } }),
  offered: ({ me, decisions }) => ({
    me: { ...me, role: 'member', office: false },
    decisions: decisions
      .slice(3, 4)
      .map((each) => ({ ...each, asksMe: true, state: 'open' as const, about: [me.member] })),
  }),
  decided: (_, now) => ({
    requests: [],
    decided: [{ id: 'r1', kind: 'admit', by: SAM, at: now - 4000, about: [] }],
  }),
  offline: () => ({ connection: 'offline', queue: 2, clock: { offsetMs: 7_300_000, wrong: true } }),
  empty: ({ members }) => ({
    channels: [],
    invites: [],
    requests: [],
    decisions: [],
    members: members.slice(0, 1),
  }),
};

const phases: readonly View['phase'][] = ['declined', 'removed', 'left', 'deleted', 'halted', 'founding'];

export function viewOf(name: string, now: number): View {
  const view = groupView(now);
  const phase = phases.find((each) => each === name);
  if (phase !== undefined) return { ...view, phase };
  return { ...view, ...changes[name]?.(view, now) };
}
