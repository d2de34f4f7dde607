import type { View } from '../../src/core/view';
import { crowd, digits, HOUR, MINUTE, SAM } from './people';
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

/** What is different in each scene. A name that is not here shows the group as it is. */
const changes: Readonly<Record<string, Change>> = {
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
