import { signal } from '@preact/signals';
import { arrival, type ArrivalLink } from '../platform/link';
import {
  askForPersistence,
  countWrongPassphrase,
  deviceHalf,
  forgetDevice,
  makeDeviceHalf,
} from '../platform/device';
import { resetPlaces } from '../platform/places';
import { clearScratch } from '../platform/scratch';
import { missing, type Missing } from '../platform/support';
import { claimStore, onTakeOver, takeOver, type Claim } from '../platform/tab';
import type { CoreStarter, Outcome, RunningCore } from './api';
import { closeGroup, openGroup, readAgain } from './group';
import type { InviteLink } from './view';

/** What the whole page is doing. */
export type Stage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unsupported'; readonly missing: Missing }
  /** Another tab owns the store; `lost` when it was this one's. */
  | { readonly kind: 'elsewhere'; readonly lost: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'found'; readonly link: string }
  | { readonly kind: 'join'; readonly link: string; readonly invite: InviteLink }
  /** Becomes another device of a member: by a code, or by words where it is null. */
  | { readonly kind: 'link'; readonly code: string | null }
  /** Comes back with a recovery sheet. */
  | { readonly kind: 'recover' }
  | { readonly kind: 'locked'; readonly halfMissing: boolean; readonly ignoredLink: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'wiped'; readonly why: string }
  | { readonly kind: 'broken'; readonly what: 'storage' | 'engine' };

/** A group began on this device in this sitting: what comes at the end of that is still to come. */
export const begunNow = signal(false);

/** What a newcomer wrote before the group's own questions were known: where there are any it goes to their last field. */
export const firstAnswer = signal('');

export const stage = signal<Stage>({ kind: 'loading' });

let starter: CoreStarter | null = null;
let running: RunningCore | null = null;
let claim: Claim | null = null;
let link: ArrivalLink | null = arrival;

/** Begins the page's life. Called once. */
export async function begin(start: CoreStarter): Promise<void> {
  starter = start;
  const lacking = missing();
  if (lacking !== null) {
    stage.value = { kind: 'unsupported', missing: lacking };
    return;
  }
  onTakeOver(giveWay);
  addEventListener('online', () => void running?.api.networkIsBack().catch(() => undefined));
  await claimed(await claimStore());
}

/** Makes this tab the owner of the store. */
export async function takeOverStore(): Promise<boolean> {
  const taken = await takeOver();
  if (taken === null) return false;
  await claimed(taken);
  return true;
}

async function claimed(owned: Claim | null): Promise<void> {
  claim = owned;
  if (owned === null) stage.value = { kind: 'elsewhere', lost: false };
  else {
    // What a crash, or a tab that was closed, left in clear.
    void clearScratch();
    await startCore();
  }
}

function giveWay(): void {
  if (claim === null) return;
  drop();
  claim.release();
  claim = null;
  stage.value = { kind: 'elsewhere', lost: true };
}

/** Ends the worker and forgets what it has told. */
function drop(): void {
  running?.stop();
  running = null;
  closeGroup();
  resetPlaces();
  begunNow.value = false;
  firstAnswer.value = '';
}

/**
 * A fresh worker, which knows nothing yet; then the stage that fits what is stored.
 *
 * @param keepShown leaves the form that a person is filling in where it is
 */
async function startCore(keepShown = false): Promise<void> {
  if (starter === null) return;
  drop();
  if (!keepShown) stage.value = { kind: 'loading' };
  const mine: RunningCore = starter({
    changed: () => void readAgain(),
    wiped: (why) => {
      if (running === mine) afterWipe(why);
    },
    failed: (what) => {
      if (running !== mine) return;
      drop();
      stage.value = { kind: 'broken', what };
    },
  });
  running = mine;
  try {
    const { hasVault } = await mine.api.start();
    const next = hasVault ? locked() : await arrived(mine);
    if (running === mine && !keepShown) stage.value = next;
  } catch {
    if (running !== mine) return;
    drop();
    stage.value = { kind: 'broken', what: 'engine' };
  }
}

function locked(): Stage {
  return { kind: 'locked', halfMissing: deviceHalf() === null, ignoredLink: link !== null };
}

async function arrived(core: RunningCore): Promise<Stage> {
  if (link === null) return { kind: 'start' };
  if (link.kind === 'link') return { kind: 'link', code: link.url };
  if (link.kind === 'found') return { kind: 'found', link: link.url };
  return { kind: 'join', link: link.url, invite: await core.api.inspectInvite(link.url) };
}

/** Tries again after something broke. */
export function restart(): Promise<void> {
  return startCore();
}

/** What has to be stored before the keys go. */
export const beforeLock = new Set<() => Promise<void>>();

/** Longer nobody waits who wants to be locked. */
const SETTLE_MS = 300;

/** Drops the keys: the worker ends, and everything on screen goes. */
export async function lock(): Promise<void> {
  if (stage.value.kind !== 'open') return;
  const settled = Promise.allSettled([...beforeLock].map((settle) => settle()));
  await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
  if (stage.value.kind === 'open') await startCore();
}

export async function unlock(passphrase: string): Promise<Outcome> {
  const half = deviceHalf() ?? new Uint8Array(32);
  const outcome = await attempt((core) => core.api.unlock({ passphrase, deviceHalf: half }));
  if (outcome === '' || outcome === 'wrong-passphrase') countWrongPassphrase(outcome === '');
  if (outcome === '') await opened();
  else if (outcome !== 'wrong-passphrase') await startCore(true);
  return outcome;
}

/** Makes this device's store and founds the group. After a refusal a fresh worker waits for the next try. */
export async function found(passphrase: string, groupName: string, name: string): Promise<Outcome> {
  const url = link?.url ?? '';
  return first((core) => core.api.found({ passphrase, deviceHalf: makeDeviceHalf() }, url, groupName, name));
}

export async function join(passphrase: string, name: string, answer: string): Promise<Outcome> {
  const url = link?.url ?? '';
  firstAnswer.value = answer;
  return first((core) => core.api.join({ passphrase, deviceHalf: makeDeviceHalf() }, url, name, answer));
}

/** Without an invite: as another device of oneself, or with a sheet; and back. */
export function startAs(kind: 'start' | 'link' | 'recover'): void {
  link = null;
  stage.value = kind === 'link' ? { kind, code: null } : { kind };
}

/** Makes this device's store and begins with the code or the words that another device shows. */
export const linkByCode = (passphrase: string, code: string): Promise<Outcome> =>
  first((core) => core.api.begin({ passphrase, deviceHalf: makeDeviceHalf() }, 'link', code));

/** @param words their positions in the list */
export const linkByWords = (passphrase: string, words: readonly number[]): Promise<Outcome> =>
  first((core) =>
    core.api.begin(
      { passphrase, deviceHalf: makeDeviceHalf() },
      'linkByWords',
      location.origin,
      words.join(' '),
    ),
  );

export const recover = (passphrase: string, sheet: string): Promise<Outcome> =>
  first((core) => core.api.begin({ passphrase, deviceHalf: makeDeviceHalf() }, 'recover', sheet));

/** @param parts the first a whole text; others whole, or a number and positions of words */
export const recoverByParts = (passphrase: string, parts: readonly string[]): Promise<Outcome> =>
  first((core) => core.api.begin({ passphrase, deviceHalf: makeDeviceHalf() }, 'recoverByShares', ...parts));

async function first(act: (core: RunningCore) => Promise<Outcome>): Promise<Outcome> {
  const outcome = await attempt(act);
  if (outcome === '') {
    link = null;
    begunNow.value = true;
    await opened();
    // Asked now, when there is something to keep; the answer is shown in the settings.
    void askForPersistence();
  } else {
    await startCore(true);
  }
  return outcome;
}

async function attempt(act: (core: RunningCore) => Promise<Outcome>): Promise<Outcome> {
  if (running === null) return 'failed';
  try {
    return await act(running);
  } catch {
    return 'failed';
  }
}

async function opened(): Promise<void> {
  if (running === null) return;
  await openGroup(running.api);
  stage.value = { kind: 'open' };
}

/** Removes everything of this group from this device, whether it is open or locked. */
export async function wipe(): Promise<Outcome> {
  const outcome = await attempt((core) => core.api.wipe());
  if (outcome === '') afterWipe();
  return outcome;
}

function afterWipe(why = ''): void {
  drop();
  forgetDevice();
  link = null;
  stage.value = { kind: 'wiped', why };
}
