import type { CoreApi, CoreStarter } from '../../src/core/api';
import type { Timeline, View } from '../../src/core/view';
import { actOn, answerTo } from './acts';
import { channel, groupTimeline } from './scenes';
import { message } from './talk';
import { talkActs, talkAnswer } from './talk-acts';
import { viewOf } from './variants';

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

export const fakeStarter: CoreStarter = (events) => {
  let view = viewOf(scene, NOW);
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
  // For tests of what happens then.
  Object.assign(globalThis, {
    fakeExpire: (id: string, message: string) => {
      const items = timelineOf(id).items.filter((item) => item.id !== message);
      timelines.set(id, { channel: id, items });
      events.changed();
    },
  });
  // What disappears goes by itself, as it does in the core.
  setInterval(() => {
    for (const [id, { items }] of timelines) {
      const left = items.filter(
        (item) => item.kind !== 'message' || item.expiry === 0 || item.expiry > Date.now(),
      );
      if (left.length < items.length) {
        timelines.set(id, { channel: id, items: left });
        events.changed();
      }
    }
  }, 500);
  const api: CoreApi = {
    start: async () => ({ hasVault: !['start', 'found', 'join', 'link'].includes(scene), runtime: 'wasm' }),
    inspectInvite: async () => ({ ok: true, origin: location.origin, groupId: 'fake-core' }),
    found: done,
    join: () => change({ ...viewOf('waiting', NOW) }),
    unlock: async ({ passphrase }) =>
      passphrase.startsWith('wrong') && wrong++ < 9 ? 'wrong-passphrase' : '',
    safetyNumber: async (id) => view.members.find((member) => member.id === id)?.safetyNumber ?? '',
    vaultInfo: async () => ({ kdf: 'argon2id', iterations: 3, memoryKiB: 65_536, runtime: 'wasm' }),
    stretch: async (passphrase, kdf) => ({
      kdf: kdf ?? new TextEncoder().encode('{}'),
      key: new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(passphrase))),
    }),
    wipe: done,
    view: async () => view,
    timeline: async (id, limit) => ({ channel: id, items: timelineOf(id).items.slice(-limit) }),
    post: (id, text) => {
      const before = timelineOf(id);
      const sent = Date.now();
      const item = message(view, 0, `n${sent}`, text, sent);
      timelines.set(id, { ...before, items: [...before.items, item] });
      return change({});
    },
    retry: done,
    discard: done,
    createChannel: (name, timerSeconds) =>
      change({ channels: [...view.channels, channel(`x${view.channels.length}`, name, { timerSeconds })] }),
    setTimer: (id, timerSeconds) =>
      change({ channels: view.channels.map((c) => (c.id === id ? { ...c, timerSeconds } : c)) }),
    leave: () => change({ phase: 'left' }),
    withdraw: done,
    act: (name, ...args) => {
      const [id = '', about = ''] = args;
      const items = talkActs[name]?.(view, timelineOf(id).items, about, args);
      if (items !== undefined) timelines.set(id, { channel: id, items });
      return change(actOn(view, name, args));
    },
    begin: (_keys, name) => change(viewOf(name === 'recover' ? 'returning' : 'linking-new', NOW)),
    query: async (name, ...args) => talkAnswer(view, timelineOf, name, args) ?? answerTo(view, name, args),
    networkIsBack: async () => undefined,
  };
  return { api, stop: () => undefined };
};
