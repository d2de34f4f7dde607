import { draft } from '../../core/acts';
import { draftOf } from '../../core/queries';
import { beforeLock, stage } from '../../core/life';

/** What the core takes as one message, in UTF-8. */
export const LONGEST_BYTES = 4000;
/** So long after the last letter a draft is kept. */
const SETTLED_MS = 600;

export interface Draft {
  readonly text: string;
  readonly replyTo: string;
}

/** What was begun in each channel since the page was opened; the core has it too, encrypted, so it survives locking. */
const begun = new Map<string, Draft>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

stage.subscribe(({ kind }) => {
  if (kind === 'open') return;
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  begun.clear();
});

export const begunIn = (place: string): Draft | undefined => begun.get(place);

/** @param place a channel's id, or a thread's within it, which only lasts as long as the page */
export function keepDraft(place: string, text: string, replyTo: string): void {
  begun.set(place, { text, replyTo });
  if (place.includes('/')) return;
  clearTimeout(waiting.get(place));
  waiting.set(
    place,
    setTimeout(() => void store(place), SETTLED_MS),
  );
}

async function store(place: string): Promise<void> {
  waiting.delete(place);
  const { text, replyTo } = begun.get(place) ?? { text: '', replyTo: '' };
  await draft(place, text, replyTo);
}

/** What was begun there before the page was locked; null when nothing was. */
export async function storedDraft(place: string): Promise<Draft | null> {
  if (begun.has(place) || place.includes('/')) return null;
  const found = await draftOf(place);
  if (found === null || begun.has(place) || (found.text === '' && found.replyTo === null)) return null;
  return { text: found.text, replyTo: found.replyTo ?? '' };
}

/** Before locking: nothing that was typed in the last moment is lost. */
beforeLock.add(async () => {
  for (const [place, timer] of [...waiting]) {
    clearTimeout(timer);
    await store(place);
  }
});

export function roomLeft(text: string): number {
  return LONGEST_BYTES - new TextEncoder().encode(text.trim()).length;
}
