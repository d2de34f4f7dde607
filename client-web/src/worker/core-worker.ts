import type { CoreApi, CoreEvents, Outcome, Runtime, VaultInfo, VaultKeys } from '../core/api';
import { serve } from '../core/rpc';
import type { InviteLink, Timeline, View } from '../core/view';
import { VaultStore } from '../store/vault-store';
import { loadEngine, type Engine } from './engine';
import { argonKdf, chooseKdf, deriveKey, readKdf, writeKdf, type KdfParameters } from './kdf';
import { Session, unsigned } from './session';

/** Everything that the worker knows, once the engine is loaded. */
interface Loaded {
  readonly engine: Engine;
  readonly runtime: Runtime;
  readonly store: VaultStore;
}

let loaded: Loaded | null = null;
let session: Session | null = null;
let kdf: KdfParameters | null = null;
/** When the whole history is loaded. */
let complete: Promise<void> = Promise.resolve();

/** As many pages are loaded before anything is shown, and then between two looks at what else there is to do. */
const PAGES_AT_ONCE = 24;

const events: CoreEvents = {
  changed: () => tell('changed'),
  wiped: (why) => tell('wiped', why),
  failed: (what) => tell('failed', what),
};

function need<T>(value: T | null): T {
  if (value === null) throw new Error('not now');
  return value;
}

function beginSession(header: Uint8Array | null): Session {
  const { engine, store } = need(loaded);
  return new Session(engine, store, self.location.origin, header, events);
}

async function makeVault(keys: VaultKeys): Promise<Outcome> {
  const { engine, store } = need(loaded);
  if (session !== null || (await store.header()) !== null) return 'busy';
  const argon2id = engine.argon2id.bind(engine);
  const chosen = await chooseKdf(argon2id);
  const key = await deriveKey(keys.passphrase, chosen, argon2id);
  const outcome = engine.createVault(writeKdf(chosen), key, keys.deviceHalf);
  key.fill(0);
  if (outcome === '') kdf = chosen;
  return outcome;
}

/** A group begins on this device. What failed leaves nothing behind: the page then starts a fresh worker. */
async function beginGroup(keys: VaultKeys, first: (engine: Engine, now: number) => string): Promise<Outcome> {
  const made = await makeVault(keys);
  if (made !== '') return made;
  const { engine } = need(loaded);
  const begun = beginSession(unsigned(engine.vaultHeader()));
  const now = Date.now();
  // Nothing is drained before the engine agrees, so a refusal stores nothing.
  const outcome = first(engine, now);
  if (outcome !== '') return outcome;
  session = begun;
  const stored = await session.act(() => '');
  session.begin();
  return stored;
}

async function unlock(keys: VaultKeys): Promise<Outcome> {
  const { engine, store } = need(loaded);
  const header = await store.header();
  if (session !== null || header === null) return 'busy';
  const parameters = readKdf(unsigned(engine.vaultKdf(header)));
  if (parameters === null) return 'storage';
  const key = await deriveKey(keys.passphrase, parameters, engine.argon2id.bind(engine));
  const opened = engine.openVault(header, key, keys.deviceHalf);
  key.fill(0);
  if (opened !== '') return opened;
  kdf = parameters;
  for await (const [place, value] of store.keysAndRows()) engine.row(place, value);
  const pages = store.pages(PAGES_AT_ONCE);
  const first = await pages.next();
  for (const [place, value] of first.value ?? []) engine.row(place, value);
  const begun = beginSession(null);
  const outcome = await begun.act((now) => {
    engine.shown(now);
    return '';
  });
  if (outcome !== '') return outcome;
  session = begun;
  complete = completed(begun, engine, pages);
  return '';
}

/** The rest of the history, while the newest of it is shown already; only then anything is done or sent. */
async function completed(
  begun: Session,
  engine: Engine,
  pages: AsyncGenerator<(readonly [Uint8Array, Uint8Array])[]>,
): Promise<void> {
  try {
    for await (const some of pages) {
      for (const [place, value] of some) engine.row(place, value);
      await new Promise((resolve) => setTimeout(resolve));
    }
    await begun.act((now) => engine.loaded(now));
    begun.begin();
  } catch {
    begun.stop();
    events.failed('storage');
  }
}

const act = async (call: (engine: Engine, now: number) => string): Promise<Outcome> => {
  const { engine } = need(loaded);
  await complete;
  return need(session).act((now) => call(engine, now));
};

const api: CoreApi = {
  start: async () => {
    const [{ engine, runtime }, store] = await Promise.all([
      loadEngine(),
      VaultStore.open(() => events.failed('storage')),
    ]);
    loaded = { engine, runtime, store };
    return { hasVault: (await store.header()) !== null, runtime };
  },
  inspectInvite: async (link) => JSON.parse(need(loaded).engine.inspectInvite(link)) as InviteLink,
  found: (keys, link, groupName, name) =>
    beginGroup(keys, (engine, now) => engine.found(link, groupName, name, now)),
  join: (keys, link, name, answer) => beginGroup(keys, (engine, now) => engine.join(link, name, answer, now)),
  unlock,
  safetyNumber: async (member) => need(loaded).engine.safetyNumber(member),
  vaultInfo: async () => {
    const { kdf: name, iterations, memoryKiB } = need(kdf);
    return { kdf: name, iterations, memoryKiB, runtime: need(loaded).runtime } satisfies VaultInfo;
  },
  stretch: async (passphrase, stored) => {
    await complete;
    const parameters = stored === null ? argonKdf() : readKdf(stored);
    if (parameters === null) return null;
    const { engine } = need(loaded);
    const key = await deriveKey(passphrase, parameters, engine.argon2id.bind(engine));
    return { kdf: stored ?? Uint8Array.from(writeKdf(parameters)), key: Uint8Array.from(key) };
  },
  wipe: async () => {
    session?.stop();
    session = null;
    await complete;
    await need(loaded).store.destroy();
    return '';
  },
  view: async () => JSON.parse(need(loaded).engine.view()) as View,
  timeline: async (channel, limit) => JSON.parse(need(loaded).engine.timeline(channel, limit)) as Timeline,
  post: (channel, text) => act((engine, now) => engine.post(channel, text, now)),
  retry: (message) => act((engine, now) => engine.retry(message, now)),
  discard: (message) => act((engine, now) => engine.discard(message, now)),
  createChannel: (name, timer) => act((engine, now) => engine.createChannel(name, timer, now)),
  setTimer: (channel, timer) => act((engine, now) => engine.setTimer(channel, timer, now)),
  leave: () => act((engine, now) => engine.leave(now)),
  withdraw: () => act((engine, now) => engine.withdraw(now)),
  act: (name, ...args) => act((engine, now) => engine.act(name, args, now)),
  begin: (keys, name, ...args) => beginGroup(keys, (engine, now) => engine.begin(name, args, now)),
  query: async (name, ...args) => JSON.parse(need(loaded).engine.query(name, args)) as unknown,
  networkIsBack: async () => session?.retryNow(),
};

const tell = serve<CoreApi, CoreEvents>(self as unknown as Parameters<typeof serve>[0], api);
