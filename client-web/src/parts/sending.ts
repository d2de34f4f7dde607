import { openBlob, send, type Post } from '../core/acts';
import { blobState } from '../core/queries';
import type { Channel } from '../core/view';
import { upload, type Failure, type OpenBlob, type Prepared } from './files';
import { t, tFor } from '../i18n/talk';

/** What a message carries at most. */
export const MOST_FILES = 4;
/** A channel whose messages stay keeps files at the server as long as that keeps anything. */
const LONGEST_SECONDS = 14 * 86_400;
const ASK_MS = 150;
const PATIENCE_MS = 60_000;

export const faultWords = ({ fault, detail }: Failure): string =>
  detail !== undefined && fault === 'refused'
    ? tFor('error', detail, 'error-unknown')
    : tFor('file-fault', fault, 'file-fault-failed');

/** Room at the server for a sealed file, asked for over the core's own connection. */
const opener =
  (expirySeconds: number): OpenBlob =>
  async ({ id, size, readHash }) => {
    const outcome = await openBlob(id, expirySeconds, size, readHash);
    if (outcome !== '') return { refused: outcome };
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const now = await blobState(id);
      if (now?.state === 'open') return { token: now.token };
      if (now === null || now.state === 'refused') return { refused: now?.code ?? 'no-such' };
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
    return { refused: 'offline' };
  };

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
  const open = opener(seconds === 0 ? LONGEST_SECONDS : Math.min(seconds, LONGEST_SECONDS));
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
  const outcome = await send(channel.id, { ...post, files: pointers });
  return outcome === '' ? '' : t('file-not-said', { why: tFor('error', outcome, 'error-unknown') });
}
