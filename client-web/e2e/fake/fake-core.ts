import type { CoreApi, CoreStarter } from '../../src/core/api';
import type { Timeline, View } from '../../src/core/view';
import { groupTimeline, groupView } from './scenes';

/**
 * A stand-in for the worker, in the page itself, without any encryption: `?scene=NAME`, or a global set before, says where it begins. It exists to
 * look at the screens, and a build that contains it is refused.
 */
const NOW = Date.now();
const scene =
  (globalThis as { fakeScene?: string }).fakeScene ??
  new URLSearchParams(location.search).get('scene') ??
  'ready';
let wrong = 0;

function viewOf(name: string): View {
  const view = groupView(NOW);
  const waiting = {
    name: 'Ravi',
    since: NOW - 300_000,
    safetyNumber: view.requests[0]?.safetyNumber ?? null,
  };
  switch (name) {
    case 'waiting':
      return { ...view, phase: 'waiting', waiting };
    case 'refused':
      return { ...view, phase: 'requesting', waiting, problem: { code: 'invite-used' } };
    case 'member':
      return { ...view, me: { ...view.me, role: 'member' }, invites: [], requests: [] };
    case 'offline':
      return { ...view, connection: 'offline', queue: 2, clock: { offsetMs: 7_300_000, wrong: true } };
    case 'empty':
      return { ...view, channels: [], invites: [], requests: [], members: view.members.slice(0, 1) };
    case 'declined':
    case 'removed':
    case 'left':
    case 'deleted':
    case 'halted':
    case 'founding':
      return { ...view, phase: name };
    default:
      return view;
  }
}

export const fakeStarter: CoreStarter = (events) => {
  let view = viewOf(scene);
  const timelines = new Map<string, Timeline>();
  const timelineOf = (id: string): Timeline => {
    const made = timelines.get(id) ?? groupTimeline(view, id, NOW);
    timelines.set(id, made);
    return made;
  };
  const change = (next: Partial<View>) => {
    view = { ...view, ...next };
    setTimeout(() => events.changed(), 5);
    return Promise.resolve('');
  };
  const done = () => Promise.resolve('');
  const api: CoreApi = {
    start: async () => ({ hasVault: !['start', 'found', 'join'].includes(scene), runtime: 'wasm' }),
    inspectInvite: async () => ({ ok: true, origin: location.origin, groupId: 'fake-core' }),
    found: done,
    join: () => change({ ...viewOf('waiting') }),
    unlock: async ({ passphrase }) =>
      passphrase.startsWith('wrong') && wrong++ < 9 ? 'wrong-passphrase' : '',
    safetyNumber: async (id) => view.members.find((member) => member.id === id)?.safetyNumber ?? '',
    vaultInfo: async () => ({ kdf: 'argon2id', iterations: 3, memoryKiB: 65_536, runtime: 'wasm' }),
    wipe: done,
    view: async () => view,
    timeline: async (id) => timelineOf(id),
    post: (id, text) => {
      const before = timelineOf(id);
      const { me } = view;
      const sent = Date.now();
      const item = {
        kind: 'message',
        id: `n${sent}`,
        author: me.member,
        name: me.name,
        me: true,
        text,
        sent,
      } as const;
      timelines.set(id, {
        ...before,
        items: [...before.items, { ...item, expiry: 0, state: 'sent', reason: null }],
      });
      return change({});
    },
    retry: done,
    discard: done,
    markRead: (id) => change({ channels: view.channels.map((c) => (c.id === id ? { ...c, unread: 0 } : c)) }),
    createChannel: (name, timerSeconds) =>
      change({
        channels: [
          ...view.channels,
          { id: `x${view.channels.length}`, name, timerSeconds, unread: 0, lastActivity: null, oldest: null },
        ],
      }),
    setTimer: (id, timerSeconds) =>
      change({ channels: view.channels.map((c) => (c.id === id ? { ...c, timerSeconds } : c)) }),
    createInvite: (note) =>
      change({
        invites: [
          {
            id: 'n',
            note,
            link: view.invites[0]?.link ?? null,
            notAfter: NOW + 259_200_000,
            state: 'pending',
          },
          ...view.invites,
        ],
      }),
    revokeInvite: done,
    approve: () => change({ requests: [] }),
    decline: () => change({ requests: [] }),
    removeMember: (id) => change({ members: view.members.filter((m) => m.id !== id) }),
    leave: () => change({ phase: 'left' }),
    deleteGroup: () => change({ phase: 'deleted' }),
    withdraw: done,
    networkIsBack: async () => undefined,
  };
  return { api, stop: () => undefined };
};
