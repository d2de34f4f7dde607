import type { View } from '../../src/core/view';
import { channel } from './scenes';
import { BART, JO, ME, SAM } from './people';

type Act = (view: View, args: readonly string[]) => Partial<View>;

const without = <T extends { readonly id: string }>(all: readonly T[], id: string | undefined): T[] =>
  all.filter((each) => each.id !== id);

const channelWith =
  (make: (args: readonly string[]) => Partial<View['channels'][number]>): Act =>
  (view, args) => ({ channels: view.channels.map((c) => (c.id === args[0] ? { ...c, ...make(args) } : c)) });

/** What the acts do whose effect can be seen; the others are taken and do nothing. */
const acts: Readonly<Record<string, Act>> = {
  invite: (view, [note = '', validFor = '0', , channels = '']) => ({
    invites: [
      {
        id: 'n',
        note,
        link: view.invites[0]?.link ?? null,
        notAfter: Date.now() + Number(validFor),
        state: 'pending',
        by: ME,
        voices: view.policy.approvals,
        channels: channels === '' ? [] : channels.split(' '),
        exposed: false,
      },
      ...view.invites,
    ],
  }),
  approve: (view, [id]) => ({
    requests: view.requests.map((r) =>
      r.id === id ? { ...r, ownVoice: 'given', approvals: [...r.approvals, { by: ME, at: Date.now() }] } : r,
    ),
    undos: [{ id: `u-${id}`, kind: 'approve', until: Date.now() + 10_000 }],
  }),
  undo: (_, [id]) => ({ undos: id === undefined ? [] : [] }),
  decline: (view, [id]) => ({ requests: without(view.requests, id) }),
  removeMembers: (view, [ids = '', freeze]) => ({
    members: view.members.map((m) =>
      ids.split(' ').includes(m.id) ? { ...m, state: freeze === '1' ? 'frozen' : 'removed' } : m,
    ),
  }),
  verify: (view, [id]) => ({
    members: view.members.map((m) => (m.id === id ? { ...m, verified: 'yes', verifiedAt: Date.now() } : m)),
    channels: view.channels.map((c) => (c.held === 'identity-changed' ? { ...c, held: null } : c)),
  }),
  withdrawVerification: (view, [id]) => ({
    members: view.members.map((m) => (m.id === id ? { ...m, verified: 'no', verifiedAt: null } : m)),
    channels: view.channels.map((c) => (c.held === 'identity-changed' ? { ...c, held: null } : c)),
  }),
  approveDecision: (view, [id]) => ({
    decisions: view.decisions.map((d) => (d.id === id ? { ...d, ownVoice: 'given', state: 'deciding' } : d)),
  }),
  withdrawDecision: (view, [id]) => ({ decisions: without(view.decisions, id) }),
  goOn: ({ lease }) => ({ lease: lease && { ...lease, goingOn: true } }),
  newSheet: (view) => ({ sheet: { ...view.sheet, state: 'made' } }),
  sheetRehearsed: (view) => ({ sheet: { ...view.sheet, state: 'rehearsed' } }),
  seen: (view, [id]) => ({ alerts: without(view.alerts, id) }),
  markRead: channelWith(() => ({ unread: 0, mentions: 0, firstUnread: null })),
  mute: channelWith(([, until]) => ({ muted: Number(until) })),
  favourite: channelWith(([, on]) => ({ favourite: on === '1' })),
  archive: channelWith(([, on]) => ({ archived: on === '1' })),
  draft: channelWith(([, text]) => ({ draft: text !== '' })),
  setTimerRange: channelWith(([, least, most]) => ({ timerMin: Number(least), timerMax: Number(most) })),
  setDirectTimer: channelWith(([, seconds]) => ({ timerSeconds: Number(seconds) })),
  leaveChannel: (view, [id]) => ({ channels: without(view.channels, id) }),
  startDirect: (view, [id = '']) => ({
    channels: view.channels.some((c) => c.kind === 'direct' && c.people.includes(id))
      ? view.channels
      : [...view.channels, channel(`d-${id}`, null, { kind: 'direct', people: [ME, id] })],
  }),
  deleteGroup: () => ({ phase: 'deleted' }),
};

export const actOn: (view: View, name: string, args: readonly string[]) => Partial<View> = (
  view,
  name,
  args,
) => acts[name]?.(view, args) ?? {};

export function answerTo(view: View, name: string, args: readonly string[]): unknown {
  const now = Date.now();
  switch (name) {
    case 'previewRemoval':
      return {
        members: (args[0] ?? '').split(' '),
        channels: ['c5'],
        devices: 2,
        needed: 2,
        office: args[0] === SAM,
        stewardsLeft: 2,
      };
    case 'cameInThrough':
      return { members: [args[0], BART, JO].filter((id, at, all) => all.indexOf(id) === at) };
    case 'audit':
      return {
        lines: [
          { what: 'invited', by: ME, at: now - 9_000_000 },
          { what: 'approved', by: SAM, at: now - 8_000_000 },
          { what: 'admitted', by: ME, at: now - 7_900_000 },
        ],
      };
    case 'sheet':
      return {
        words: [17, 2044, 391, 7021, 5, 6543, 1200, 999, 4321, 3],
        text: `understory-recovery-v1.c2VjcmV0LXNlY3JldA.${location.origin}.c3BhY2U.Z3JvdXAtaWQtZ3JvdXAtaWQ.12.aGFzaC1oYXNoLWhhc2g`,
      };
    case 'safetyCode':
      return { code: 'us1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXMzMg.12.aGFzaA' };
    case 'share':
      return { text: 'understory-share-v1.2.2.Y2hlY2s.understory-recovery-v1.c2hhcmU' };
    case 'proof':
      return { proof: view.fork === null ? null : 'cHJvb2Y' };
    case 'deviceTree':
      return { revoked: (args[0] ?? '').split(' '), wouldKeep: args[0] === 'd2' ? ['d3'] : [] };
    default:
      return null;
  }
}
