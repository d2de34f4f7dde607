import workerAddress from './files-worker?worker&url';
import { remote } from '../core/rpc';
import { clearScratch } from '../platform/scratch';
import { workerUrl } from '../platform/trusted-types';
import { failure, Fault } from './fault';
import { decodePointer } from './format/pointer';
import { unhex } from './format/bytes';
import { scratchThread } from './transfer/scratch-thread';
import type { FilesApi, FilesEvents, PreparedParts } from './files-api';
import type {
  Downloaded,
  Failure,
  Going,
  ImageChoices,
  Looked,
  OpenBlob,
  Prepared,
  Preparation,
  Uploaded,
} from './types';

export type * from './types';
export { openThrough } from './open-blob';

interface Running {
  readonly api: FilesApi;
  readonly progress: Map<number, (fraction: number) => void>;
}

let running: Running | null = null;
let next = 1;

/** One worker for everything that has to do with files, and one that writes large ones; they start when they are first needed. */
function start(): Running {
  if (running !== null) return running;
  const worker = new Worker(workerUrl(workerAddress, [workerAddress]), { type: 'module', name: 'files' });
  const scratch = scratchThread();
  worker.postMessage({ is: 'scratch' }, [scratch.port]);
  const progress: Running['progress'] = new Map();
  const { api, close } = remote<FilesApi, FilesEvents>(worker, {
    progressed: (job, fraction) => progress.get(job)?.(fraction),
  });
  const threads = [worker, scratch.worker];
  const end = (why: string): void => {
    running = null;
    close(why);
    threads.forEach((thread) => thread.terminate());
  };
  for (const thread of threads) {
    for (const fault of ['error', 'messageerror'])
      thread.addEventListener(fault, () => end('the worker has failed'));
  }
  stop = () => end('locked');
  running = { api, progress };
  return running;
}

let stop = (): void => {};

/**
 * Ends what goes on, forgets all keys and pictures, and removes opened files from the disk: to be called when the vault
 * is locked or wiped, or another tab takes over.
 */
export async function forgetFiles(): Promise<void> {
  stop();
  await clearScratch();
}

/** A browser saves what it was given in its own time, and says not when it has. */
const SAVED_MS = 60_000;

async function job<T extends { readonly ok: boolean }>(
  { progress, signal }: Going,
  call: (api: FilesApi, id: number) => Promise<T | Failure>,
): Promise<T | Failure> {
  if (signal?.aborted === true) return failure(new Fault('cancelled'));
  const { api, progress: listeners } = start();
  const id = next++;
  const cancel = (): void => void api.cancel(id);
  if (progress !== undefined) listeners.set(id, progress);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await call(api, id);
  } catch (why) {
    return failure(why);
  } finally {
    listeners.delete(id);
    signal?.removeEventListener('abort', cancel);
  }
}

const whole = (parts: PreparedParts | Failure): Preparation => parts;

/** What a picture is, from its bytes and without decoding it; a bomb is refused here. */
export function lookAt(file: Blob): Promise<Looked | Failure> {
  return job({}, (api) => api.lookAt(file));
}

/**
 * A picture as it may be sent: upright, scaled, encoded anew, covered where that is wanted, and proven to hold nothing
 * but the picture. Its name is made up. What can't be proven is not sent.
 */
export async function prepareImage(
  file: Blob,
  choices: ImageChoices = {},
  going: Going = {},
): Promise<Preparation> {
  const name = file instanceof File ? file.name : '';
  const made = await job(going, (api, id) => api.prepareImage(id, file, name, choices));
  return made.ok ? whole(made) : made;
}

/** A recording of the browser's (`audio/webm` or `audio/ogg` with Opus), freed of everything that is not sound. */
export async function prepareVoice(recorded: Blob, going: Going = {}): Promise<Preparation> {
  const made = await job(going, (api, id) => api.prepareVoice(id, recorded));
  return made.ok ? whole(made) : made;
}

/** Any other file, as it is: nothing is taken out of it, which a person must be told. Its name is made safe, not secret. */
export async function prepareFile(file: File): Promise<Preparation> {
  return job({}, (api) => api.prepareFile(file, file.name));
}

/** Seals and sends it. A cut is tried again by itself, from where the server is; `no-server` only after a minute in which nothing moved. */
export function upload(
  prepared: Prepared,
  alt: string,
  open: OpenBlob,
  going: Going = {},
): Promise<Uploaded> {
  return job(going, async (api, id) => {
    const place = await api.beginUpload(id, prepared, alt);
    if (!place.ok) return place;
    const opened = await open(place);
    if ('refused' in opened) return failure(new Fault('refused', opened.refused));
    return api.upload(id, opened.token);
  });
}

/** Fetches and opens it; a `Blob` only once all of it was proven to be what was sealed. */
export async function download(pointer: string, going: Going = {}): Promise<Downloaded> {
  const got = await job(going, (api, id) => api.download(id, pointer));
  if (!got.ok) return got;
  const { blob, name, mediaType, scratch } = got;
  const release = (): void => {
    if (scratch === null) return;
    setTimeout(() => void running?.api.release(scratch).catch(() => undefined), SAVED_MS);
  };
  return { ok: true, blob, name, mediaType, release };
}

/** The small picture inside a pointer, if it is one of a kind that we make. */
export function openThumbnail(
  pointer: string,
): Promise<{ readonly ok: true; readonly blob: Blob } | Failure> {
  const bytes = unhex(pointer);
  const read = bytes === null ? null : decodePointer(bytes);
  if (read === null || read.thumbnail.length === 0) return Promise.resolve(failure(new Fault('kind')));
  return job({}, (api) => api.thumbnail(read.thumbnail));
}
