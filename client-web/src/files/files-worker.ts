import { serve } from '../core/rpc';
import { failure, Fault } from './fault';
import type { FilesApi, FilesEvents } from './files-api';
import { hex, random, unhex, type Bytes } from './format/bytes';
import { readHash, readKey } from './format/keys';
import { MAX_SIZE } from './format/layout';
import { Opening } from './format/opening';
import { decodePointer, encodePointer } from './format/pointer';
import { Sealing } from './format/sealing';
import { look, prepareImage, thumbnail } from './images/prepare';
import { safeName, safeType } from './names';
import { serverCalls } from './transfer/calls';
import { receive } from './transfer/download';
import { realClock } from './transfer/patience';
import { release, sinkFor } from './transfer/sinks';
import { SealedParts, send } from './transfer/upload';
import { Writer } from './transfer/writer';
import type { Failure, Prepared, Progress } from './types';
import { prepareVoice } from './voice/prepare';

interface Begun {
  readonly prepared: Prepared;
  readonly alt: string;
  readonly key: Bytes;
  readonly blob: Bytes;
  readonly sealing: Sealing;
}

const running = new Map<number, AbortController>();
const begun = new Map<number, Begun>();
/** Where large files are written; the page gives its port before it asks for anything. */
let writer: Writer | null = null;
/** At most so often, milliseconds. */
const TELL = 100;

async function guarded<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (why) {
    return failure(why);
  }
}

/** A job that can be cancelled by its number. */
async function job<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | Failure> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    return await guarded(() => work(controller.signal));
  } finally {
    running.delete(id);
  }
}

/** Tells of progress, not more often than a screen needs it. */
function telling(id: number): Progress {
  let last = 0;
  return (fraction) => {
    const now = performance.now();
    if (fraction < 1 && now - last < TELL) return;
    last = now;
    tell('progressed', id, fraction);
  };
}

function takeBegun(id: number): Begun {
  const found = begun.get(id);
  begun.delete(id);
  if (found === undefined) throw new Fault('failed', 'not begun');
  return found;
}

const api: FilesApi = {
  lookAt: (file) => guarded(() => look(file)),
  prepareImage: (id, file, name, choices) => job(id, () => prepareImage(file, name, choices)),
  prepareVoice: (id, recorded) => job(id, () => prepareVoice(recorded)),
  prepareFile: (file, name) =>
    guarded(async () => {
      if (file.size > MAX_SIZE) throw new Fault('too-large');
      const none = { width: 0, height: 0, duration: 0, thumbnail: new Uint8Array(0), notices: [] };
      return { ok: true, blob: file, name: safeName(name), mediaType: safeType(file.type), ...none };
    }),
  beginUpload: (id, prepared, alt) =>
    guarded(async () => {
      if (prepared.blob.size > MAX_SIZE) throw new Fault('too-large');
      const key = random(32);
      const blob = random(16);
      const sealing = await Sealing.begin(key, prepared.blob.size);
      begun.set(id, { prepared, alt, key, blob, sealing });
      return {
        ok: true,
        id: hex(blob),
        size: sealing.layout.sealed,
        readHash: hex(await readHash(key, blob)),
      };
    }),
  upload: (id, token) =>
    job(id, async (signal) => {
      const { prepared, alt, key, blob, sealing } = takeBegun(id);
      const place = { id: hex(blob), token };
      const parts = new SealedParts(sealing, prepared.blob);
      try {
        await send(serverCalls, realClock, place, parts, sealing.layout.sealed, {
          progress: telling(id),
          signal,
        });
      } catch (why) {
        await serverCalls.remove(place.id, token).catch(() => undefined);
        throw why;
      }
      const hashes = await sealing.hashes();
      const size = prepared.blob.size;
      const named = { plainHash: hashes.plain, sealedHash: hashes.sealed, alt };
      const { name, mediaType, width, height, duration, thumbnail } = prepared;
      const shown = { name, mediaType, width, height, duration, thumbnail };
      return { ok: true, pointer: hex(encodePointer({ blob, key, size, ...named, ...shown })) };
    }),
  download: (id, text) =>
    job(id, async (signal) => {
      const bytes = unhex(text);
      const pointer = bytes === null ? null : decodePointer(bytes);
      if (pointer === null) throw new Fault('corrupt');
      const opening = await Opening.begin(pointer);
      const place = { id: hex(pointer.blob), key: hex(await readKey(pointer.key, pointer.blob)) };
      const sink = await sinkFor(pointer.size, writer);
      try {
        await receive(serverCalls, realClock, place, opening, sink, { progress: telling(id), signal });
        const { blob, scratch } = await sink.end(pointer.mediaType);
        return { ok: true, blob, scratch, name: pointer.name, mediaType: pointer.mediaType };
      } catch (why) {
        await sink.drop().catch(() => undefined);
        throw why;
      }
    }),
  thumbnail: (bytes) => guarded(async () => ({ ok: true, blob: await thumbnail(bytes) })),
  release,
  cancel: async (id) => {
    begun.delete(id);
    running.get(id)?.abort();
  },
};

const tell = serve<FilesApi, FilesEvents>(self as unknown as Parameters<typeof serve>[0], api);
self.addEventListener('message', ({ ports: [port] }) => {
  if (port !== undefined) writer = new Writer(port);
});
