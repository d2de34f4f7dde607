import { send, type Post } from '../core/acts';
import { acts } from '../core/group';
import type { Channel } from '../core/view';
import { openThrough, upload, type Failure, type Prepared } from './files';
import { t, tFor } from '../i18n/talk';
import { spoken } from './talk';

/** What a message carries at most. */
export const MOST_FILES = 4;
export const faultWords = ({ fault, detail }: Failure): string =>
  detail !== undefined && fault === 'refused'
    ? tFor('error', detail, 'error-unknown')
    : tFor('file-fault', fault, 'file-fault-failed');

export interface Outgoing {
  readonly prepared: Prepared;
  readonly alt: string;
}

/**
 * Uploads all of them and then says so in one message. "" when it is on its way, else why not, in words; null when it was
 * cancelled. Nothing is said in the channel before everything is at the server.
 */
export async function sendFiles(
  channel: Channel,
  files: readonly Outgoing[],
  post: Post,
  progress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const seconds = post.timerSeconds ?? channel.timerSeconds;
  const open = openThrough(acts(), seconds);
  const pointers: string[] = [];
  for (const { prepared, alt } of files) {
    const done = pointers.length;
    const sent = await upload(prepared, alt, open, {
      progress: (fraction) => progress((done + fraction) / files.length),
      signal,
    });
    if (!sent.ok) return sent.fault === 'cancelled' ? null : faultWords(sent);
    pointers.push(sent.pointer);
  }
  const outcome = await spoken(send(channel.id, { ...post, files: pointers }), post.thread);
  return outcome === '' ? '' : t('file-not-said', { why: tFor('error', outcome, 'error-unknown') });
}
