/** Transfers of the product's own module: what cases.mjs and bench.mjs ask of it, by name. */
import * as files from '../../src/files';
import { freed, hex } from '../../src/files/format/bytes';
import { CHUNK, TAG } from '../../src/files/format/layout';
import { Opening } from '../../src/files/format/opening';
import { Sealing } from '../../src/files/format/sealing';
import { release, sinkFor, type Sink } from '../../src/files/transfer/sinks';
import { scratchThread } from '../../src/files/transfer/scratch-thread';
import { Writer } from '../../src/files/transfer/writer';
import { saveBlob } from '../../src/platform/save';
import { clearScratch, scratchFolder } from '../../src/platform/scratch';

type Bytes = Uint8Array<ArrayBuffer>;

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

/** Up and down again, of this many bytes; `cancelAt` gives up at that share. */
async function transfer(size: number, cancelAt: number): Promise<unknown> {
  const file = new File([patterned(size)], 'large.bin');
  const prepared = await files.prepareFile(file);
  if (!prepared.ok) return prepared;
  const controller = new AbortController();
  const shares: number[] = [];
  const began = performance.now();
  const progress = (share: number): void => {
    shares.push(share);
    if (cancelAt > 0 && share >= cancelAt) controller.abort();
  };
  const up = await files.upload(prepared, 'words', opened, { progress, signal: controller.signal });
  const upMs = performance.now() - began;
  if (!up.ok) return { ...up, shares };
  const got = await files.download(up.pointer, { progress: (share) => void shares.push(share) });
  const downMs = performance.now() - began - upMs;
  if (!got.ok) return { ...got, shares, pointer: up.pointer };
  const same = await sameBytes(got.blob, file);
  got.release();
  return { ok: true, same, shares, upMs, downMs, pointer: up.pointer, name: got.name };
}

/** Names of the opened files on the disk. */
async function onDisk(): Promise<number> {
  const folder = await scratchFolder(true);
  let count = 0;
  for await (const name of folder.keys()) count += name === '' ? 0 : 1;
  return count;
}

let kept: Awaited<ReturnType<typeof files.download>> | null = null;

/** Downloads and keeps it open; how many files lie on the disk then. */
async function keep(pointer: string): Promise<number> {
  kept = await files.download(pointer);
  if (!kept.ok) throw new Error(kept.fault);
  return onDisk();
}

/** Forgets everything while a download goes on; what it said, and how many files lay on the disk before and after. */
async function forgetAtHalf(pointer: string): Promise<unknown> {
  let before = 0;
  let counted: Promise<unknown> | null = null;
  const progress = (share: number): void => {
    if (share < 0.3) return;
    counted ??= onDisk().then(async (count) => {
      before = count;
      await files.forgetFiles();
    });
  };
  const got = await files.download(pointer, { progress });
  await counted;
  return { ok: got.ok, before, after: await onDisk() };
}

/** Saves what is open and lets go of it at once, as the timeline does. */
function save(name: string): void {
  if (kept?.ok !== true) throw new Error('nothing is open');
  saveBlob(name, kept.blob);
  kept.release();
}

function patterned(size: number): Bytes {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(i + 1, 2654435761);
  return new Uint8Array(words.buffer, 0, size);
}

async function sameBytes(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  const step = 8 << 20;
  for (let at = 0; at < a.size; at += step) {
    const [one, two] = await Promise.all([bytesOf(a.slice(at, at + step)), bytesOf(b.slice(at, at + step))]);
    if (one.some((byte, i) => byte !== two[i])) return false;
  }
  return true;
}

/** The file that the bench chose, on disk. */
const chosen = (): File => {
  const file = document.querySelector('input')?.files?.[0];
  if (file === undefined) throw new Error('no file was chosen');
  return file;
};

const IN_PART = 16;
/** Chunks in a request. */
const IN_PUT = 16;
const PLAIN = 'AES-GCM';

/** MB/s of a part of the file at a time, read and worked on. */
async function rate(file: File, work: (index: number, bytes: Bytes) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < file.size; at += IN_PART * CHUNK) {
    const part = await bytesOf(file.slice(at, at + IN_PART * CHUNK));
    const jobs = [];
    for (let i = 0; i * CHUNK < part.length; i++) {
      jobs.push(work(at / CHUNK + i, part.subarray(i * CHUNK, (i + 1) * CHUNK)));
    }
    await Promise.all(jobs);
  }
  return file.size / 1e3 / (performance.now() - began);
}

const ivOf = (index: number): Bytes => new Uint8Array(new Uint32Array([index, 0, 0]).buffer);

/** Cipher alone and our format, without any transport, in MB/s. */
async function ciphers(): Promise<Record<string, number>> {
  const file = chosen();
  const key = await crypto.subtle.generateKey({ name: PLAIN, length: 256 }, false, ['encrypt', 'decrypt']);
  const plain = await rate(file, (i, bytes) =>
    crypto.subtle.encrypt({ name: PLAIN, iv: ivOf(i) }, key, bytes),
  );
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const sealing = await Sealing.begin(secret, file.size);
  const sealed: Bytes[] = [];
  const seal = await rate(file, async (i, bytes) => {
    sealed[i] = await sealing.chunk(i, bytes);
  });
  for (let i = sealed.length; i < sealing.layout.chunks; i++)
    sealed[i] = await sealing.chunk(i, new Uint8Array(0));
  const hashes = await sealing.hashes();
  const opening = await Opening.begin({
    key: secret,
    size: file.size,
    plainHash: hashes.plain,
    sealedHash: hashes.sealed,
  });
  opening.header(sealing.header);
  const began = performance.now();
  for (let at = 0; at < sealed.length; at += IN_PART) {
    await Promise.all(sealed.slice(at, at + IN_PART).map((bytes, i) => opening.chunk(at + i, bytes)));
  }
  await opening.end();
  return { plain, seal, open: file.size / 1e3 / (performance.now() - began) };
}

/** A place from the founder at the real server where the page was given one, else from the stand-in. */
async function opened(blob: {
  id: string;
  size: number;
  readHash: string;
}): Promise<{ token: string } | { refused: string }> {
  const { openPlace } = globalThis as unknown as { openPlace?: files.OpenBlob };
  if (openPlace !== undefined) return openPlace(blob);
  const answer = await fetch('/open', { method: 'POST', body: JSON.stringify(blob) });
  return (await answer.json()) as { token: string };
}

/** The least that a transfer with WebCrypto takes: AES-GCM, no hash, no padding, no progress; what came goes where ours goes, or is dropped. */
async function plainTransfer(): Promise<{ up: number; down: number; passing: number }> {
  const file = chosen();
  const key = await crypto.subtle.generateKey({ name: PLAIN, length: 256 }, false, ['encrypt', 'decrypt']);
  const chunks = Math.ceil(file.size / CHUNK);
  const whole = file.size + chunks * TAG;
  const read = crypto.getRandomValues(new Uint8Array(32));
  const readHash = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', read)));
  const id = hex(crypto.getRandomValues(new Uint8Array(16)));
  const place = await opened({ id, size: whole, readHash });
  if (!('token' in place)) throw new Error(place.refused);
  const sealedPart = async (first: number): Promise<Blob> => {
    const part = await bytesOf(file.slice(first * CHUNK, (first + IN_PUT) * CHUNK));
    const jobs = [];
    for (let i = 0; i * CHUNK < part.length; i++) {
      const bytes = part.subarray(i * CHUNK, (i + 1) * CHUNK);
      jobs.push(crypto.subtle.encrypt({ name: PLAIN, iv: ivOf(first + i) }, key, bytes));
    }
    freed(part);
    const sealed = await Promise.all(jobs);
    const body = new Blob(sealed);
    sealed.forEach((each) => freed(new Uint8Array(each)));
    return body;
  };
  const began = performance.now();
  let at = 0;
  let next = sealedPart(0);
  for (let first = 0; first < chunks; first += IN_PUT) {
    const body = await next;
    if (first + IN_PUT < chunks) next = sealedPart(first + IN_PUT);
    const range = `bytes ${at}-${at + body.size - 1}/${whole}`;
    const headers = { 'Understory-Token': place.token, 'Content-Range': range };
    const { status } = await fetch(`/v1/blob/${id}`, { method: 'PUT', headers, body, cache: 'no-store' });
    if (status !== 200 && status !== 201) throw new Error(String(status));
    at += body.size;
  }
  const up = file.size / 1e3 / (performance.now() - began);
  const { worker, port } = scratchThread();
  const writer = new Writer(port);
  const down: number[] = [];
  for (const kept of [true, false]) {
    const again = performance.now();
    const sink = kept ? await sinkFor(file.size, writer) : null;
    await plainDown(id, hex(read), key, sink);
    const whole = await sink?.end('');
    down.push(file.size / 1e3 / (performance.now() - again));
    if (typeof whole?.scratch === 'string') await release(whole.scratch);
  }
  worker.terminate();
  const [storing = 0, passing = 0] = down;
  return { up, down: storing, passing };
}

/** Into the same place as ours where there is one, else the file is dropped piece by piece. */
async function plainDown(id: string, read: string, key: CryptoKey, sink: Sink | null): Promise<void> {
  const headers = { 'Understory-Key': read, Range: 'bytes=0-' };
  const reader = (await fetch(`/v1/blob/${id}`, { headers, cache: 'no-store' })).body?.getReader();
  const waiting: Promise<ArrayBuffer>[] = [];
  const piece = new Uint8Array(CHUNK + TAG);
  let filled = 0;
  let index = 0;
  const oldest = async (): Promise<void> => {
    const opened = await waiting.shift();
    if (opened === undefined) return;
    if (sink === null) freed(new Uint8Array(opened));
    else await sink.write(new Uint8Array(opened));
  };
  const flush = async (): Promise<void> => {
    const iv = ivOf(index++);
    waiting.push(crypto.subtle.decrypt({ name: PLAIN, iv }, key, piece.subarray(0, filled)));
    filled = 0;
    if (waiting.length > 6) await oldest();
  };
  for (;;) {
    const got = await reader?.read();
    if (got === undefined || got.done) break;
    for (let from = 0; from < got.value.length;) {
      const taken = got.value.subarray(from, from + piece.length - filled);
      piece.set(taken, filled);
      filled += taken.length;
      from += taken.length;
      if (filled === piece.length) await flush();
    }
    freed(got.value as Bytes);
  }
  if (filled > 0) await flush();
  while (waiting.length > 0) await oldest();
}

let sent = '';
let received: Awaited<ReturnType<typeof files.download>> | null = null;

async function benchUp(): Promise<number> {
  const file = chosen();
  const prepared = await files.prepareFile(file);
  if (!prepared.ok) throw new Error(prepared.fault);
  const began = performance.now();
  const up = await files.upload(prepared, '', opened);
  if (!up.ok) throw new Error(up.fault);
  sent = up.pointer;
  return file.size / 1e3 / (performance.now() - began);
}

async function benchDown(): Promise<number> {
  const began = performance.now();
  received = await files.download(sent);
  if (!received.ok) throw new Error(received.fault);
  return received.blob.size / 1e3 / (performance.now() - began);
}

/** After the measurement: whether it is the same file. */
async function benchSame(): Promise<boolean> {
  if (received?.ok !== true) return false;
  const same = await sameBytes(received.blob, chosen());
  received.release();
  return same;
}

export const transfers = {
  onDisk,
  keep,
  save,
  forgetAtHalf,
  forget: () => files.forgetFiles(),
  begin: clearScratch,
  ciphers,
  plainTransfer,
  benchUp,
  benchDown,
  benchSame,
  choose: () => {
    const input = document.createElement('input');
    input.type = 'file';
    document.body.append(input);
  },
  transfer,
  download: async (pointer: string) => {
    const got = await files.download(pointer);
    return got.ok ? { ok: true, size: got.blob.size } : got;
  },
};
