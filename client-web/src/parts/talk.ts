import { signal } from '@preact/signals';
import type { Outcome } from '../core/api';
import { around } from '../core/queries';
import { stage } from '../core/life';
import { showAround, timeline } from '../core/group';
import type { MessageItem } from '../core/view';
import { goMain, place } from '../platform/places';

/** What the composer of a channel (or of a thread in it) is about, besides a new message. */
export interface Composing {
  readonly mode: 'reply' | 'edit';
  readonly channel: string;
  readonly message: MessageItem;
}
export const composing = signal<Composing | null>(null);

/** A message that is to be shown, focused and pointed out. */
export const jump = signal<{ readonly channel: string; readonly message: string } | null>(null);

/** Counts what was said here outside of threads: whoever speaks is taken to the latest, where it stands. */
export const spokenHere = signal(0);

/** The same outcome; where it is done, and not in a thread, the timeline goes to its latest. */
export async function spoken(saying: Promise<Outcome>, thread: string | null = null): Promise<Outcome> {
  const outcome = await saying;
  if (outcome === '' && thread === null) spokenHere.value++;
  return outcome;
}

stage.subscribe(({ kind }) => {
  if (kind === 'open') return;
  composing.value = null;
  jump.value = null;
});

/** At once, so that no key is lost; and again where a menu that closes gives the focus back to what opened it. */
export function focusComposer(): void {
  const focus = () => document.querySelector<HTMLElement>('.pane-main .composer-field')?.focus();
  focus();
  requestAnimationFrame(focus);
}

/** Goes to a message, wherever it is. False when it is not there any more. */
export async function jumpTo(channel: string, message: string): Promise<boolean> {
  const page = await around(channel, message, 1);
  if (page === null || page.items.length === 0) return false;
  const { main, side } = place.value;
  const narrow = matchMedia('(max-width: 1023px)').matches;
  if (main?.at !== 'channel' || main.id !== channel || (side !== null && narrow)) {
    goMain({ at: 'channel', id: channel });
  }
  jump.value = { channel, message };
  const shown = timeline.value;
  if (shown?.channel === channel && !shown.items.some((item) => item.id === message))
    await showAround(message);
  return true;
}
