import { computed, signal } from '@preact/signals';
import type { CoreApi, Outcome, VaultInfo } from './api';
import type { TimelinePage } from './queries';
import { steady } from './steady';
import type { Member, Timeline, View } from './view';

/**
 * The opened group as the screens read it: what the core last said, and the acts that a person can ask for. Emptied
 * when the device is locked.
 */
export const view = signal<View | null>(null);
/** A stretch of a channel's timeline, and whether there is more on either side. */
export interface Stretch extends Timeline {
  readonly older: boolean;
  readonly newer: boolean;
}
/** What is on screen of the channel that is. */
export const timeline = signal<Stretch | null>(null);
/** Just let in, and not yet told what there is. Gone with the page. */
export const newHere = signal(false);
export const vaultInfo = signal<VaultInfo | null>(null);

/** Items on screen at most: enough to read on, few enough for the tree that readers walk. */
const STRETCH = 140;

let core: CoreApi | null = null;
/** `around`: a message in the middle of what is shown; null for the latest. */
let watched: { readonly channel: string; readonly around: string | null } | null = null;
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
        now === null ? null : stretch(api, now.channel, now.around),
      ]);
      if (core !== api) return;
      view.value = nextView;
      if (now === watched) timeline.value = nextTimeline === null ? null : kept(nextTimeline);
      else again = true;
    } while (again);
  } catch {
    // The worker has ended; whoever ended it says why.
  } finally {
    reading = false;
  }
}

/** What is on screen already and says the same stays the same, so that it is not drawn again. */
function kept(next: Stretch): Stretch {
  const before = timeline.peek();
  return before?.channel === next.channel ? { ...next, items: steady(before.items, next.items) } : next;
}

async function stretch(api: CoreApi, channel: string, around: string | null): Promise<Stretch> {
  if (around !== null) {
    const page = (await api.query('around', channel, around, String(STRETCH))) as TimelinePage | null;
    if (page !== null && page.items.length > 0) {
      return { channel, items: page.items, older: page.before !== null, newer: page.newer };
    }
  }
  const { items } = await api.timeline(channel, STRETCH);
  return { channel, items, older: items.length >= STRETCH, newer: false };
}

/** Which channel is on screen, from its latest message on. */
export function watchChannel(channel: string | null): void {
  if (watched?.channel === channel) return;
  watched = channel === null ? null : { channel, around: null };
  timeline.value = null;
  void readAgain();
}

/** Moves what is shown to a message, or to the latest. */
export async function showAround(message: string | null): Promise<void> {
  if (watched === null || watched.around === message) return;
  watched = { channel: watched.channel, around: message };
  await readAgain();
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
