import { computed, signal } from '@preact/signals';
import type { CoreApi, Outcome, VaultInfo } from './api';
import type { Member, Timeline, View } from './view';

/**
 * The opened group as the screens read it: what the core last said, and the acts that a person can ask for. Emptied
 * when the device is locked.
 */
export const view = signal<View | null>(null);
/** The timeline of the channel that is on screen. */
export const timeline = signal<Timeline | null>(null);
/** Just let in, and not yet told what there is. Gone with the page. */
export const newHere = signal(false);
export const vaultInfo = signal<VaultInfo | null>(null);

const PAGE = 200;

let core: CoreApi | null = null;
let watched: { readonly channel: string; limit: number } | null = null;
let reading = false;
let again = false;

export const isSteward = computed(() => view.value?.me.role === 'steward');

/** The screens' way to act. Fails while locked. */
export function acts(): CoreApi {
  if (core === null) throw new Error('locked');
  return core;
}

export async function openGroup(api: CoreApi): Promise<void> {
  core = api;
  vaultInfo.value = await api.vaultInfo();
  await readAgain();
}

export function closeGroup(): void {
  core = null;
  watched = null;
  view.value = null;
  timeline.value = null;
  vaultInfo.value = null;
  newHere.value = false;
}

/** Reads the view and the watched timeline; asked for while it reads, it reads once more. */
export async function readAgain(): Promise<void> {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  try {
    do {
      again = false;
      const api = core;
      const now = watched;
      if (api === null) return;
      const [nextView, nextTimeline] = await Promise.all([
        api.view(),
        now === null ? null : api.timeline(now.channel, now.limit),
      ]);
      if (core !== api) return;
      view.value = nextView;
      if (now === watched) timeline.value = nextTimeline;
      else again = true;
    } while (again);
  } catch {
    // The worker has ended; whoever ended it says why.
  } finally {
    reading = false;
  }
}

/** Which channel is on screen. */
export function watchChannel(channel: string | null): void {
  if (watched?.channel === channel) return;
  watched = channel === null ? null : { channel, limit: PAGE };
  timeline.value = null;
  void readAgain();
}

/** Whether there may be more than is shown. */
export const hasOlder = computed(() => (timeline.value?.items.length ?? 0) >= (watched?.limit ?? Infinity));

export function showOlder(): void {
  if (watched !== null) watched.limit += PAGE;
  void readAgain();
}

/** The number to compare with somebody; empty when there is none. */
export async function safetyNumberWith(memberId: string): Promise<string> {
  try {
    return await acts().safetyNumber(memberId);
  } catch {
    return '';
  }
}

/** Does something and reads the outcome's effects. A worker that has died counts as "failed". */
export async function perform(act: (api: CoreApi) => Promise<Outcome>): Promise<Outcome> {
  try {
    const outcome = await act(acts());
    await readAgain();
    return outcome;
  } catch {
    return 'failed';
  }
}

/** The moment by the server's clock, which all times of the view are told in. */
export const serverNow = (): number => Date.now() - (view.value?.clock.offsetMs ?? 0);

export function memberById(id: string): Member | undefined {
  return view.value?.members.find((member) => member.id === id);
}
