import { stage } from '../../core/life';

/** What the core takes as one message, in UTF-8. */
export const LONGEST_BYTES = 4000;

/** What was begun in each channel. In memory only: locking drops it, as it drops everything. */
export const drafts = new Map<string, string>();

stage.subscribe(({ kind }) => {
  if (kind !== 'open') drafts.clear();
});

export function roomLeft(text: string): number {
  return LONGEST_BYTES - new TextEncoder().encode(text.trim()).length;
}
