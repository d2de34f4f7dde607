/** The product's own module in a page of the tests: what run.mjs asks of it, by name. */
import * as files from '../../src/files';
import { canvasWorks } from '../../src/files/images/canvas';
import { purePixels } from '../../src/files/images/pure';
import { readPicture } from '../../src/files/images/picture';
import { Opening } from '../../src/files/format/opening';
import { CHUNK } from '../../src/files/format/layout';
import { Sealing } from '../../src/files/format/sealing';
import { planted, refused, type Bases } from './plant';

type Bytes = Uint8Array<ArrayBuffer>;

const to64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};
const from64 = (text: string): Bytes => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

const WIDTH = 320;
const HEIGHT = 200;

function canvas(width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const made = new OffscreenCanvas(width, height);
  const pen = made.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  return [made, pen];
}

/** A colour in each corner: red, green, blue, white, from the upper left in rows. */
function corners(): OffscreenCanvas {
  const [made, pen] = canvas(WIDTH, HEIGHT);
  ['#f00', '#0f0', '#00f', '#fff'].forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect((i % 2) * (WIDTH / 2), i < 2 ? 0 : HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
  });
  return made;
}

/** Noise everywhere, with other noise under the box by `face`. */
async function noisy(width: number, height: number, face: number): Promise<Bytes> {
  const [made, pen] = canvas(width, height);
  const image = pen.createImageData(width, height);
  let state = 12345;
  for (let i = 0; i < width * height; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const x = (i % width) / width;
    const y = Math.floor(i / width) / height;
    const inside = x > 0.3 && x < 0.6 && y > 0.3 && y < 0.6;
    const value = inside ? state ^ (face * 0x5a5a5a) : state;
    image.data.set([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, 255], i * 4);
  }
  pen.putImageData(image, 0, 0);
  return bytesOf(await made.convertToBlob({ type: 'image/png' }));
}

/** Made once, in a browser whose canvas is not disturbed. */
async function bases(): Promise<Record<string, string>> {
  const base = corners();
  const made: Record<string, string> = {};
  for (const kind of ['jpeg', 'png', 'webp']) {
    made[kind] = to64(await bytesOf(await base.convertToBlob({ type: `image/${kind}`, quality: 0.9 })));
  }
  for (const face of [1, 2]) {
    made[`small${face}`] = to64(await noisy(300, 200, face));
    made[`large${face}`] = to64(await noisy(1000, 800, face));
  }
  return made;
}

let given: Record<string, Bytes> = {};

const basesGiven = (): Bases => {
  const of = (name: string): Bytes => given[name] ?? new Uint8Array(0);
  return { jpeg: of('jpeg'), png: of('png'), webp: of('webp'), width: WIDTH, height: HEIGHT };
};

/** Pixels of an output, by whatever way of this browser is not disturbed; null where there is none. */
async function pixels(
  bytes: Bytes,
): Promise<{ data: Uint8ClampedArray; width: number; height: number } | null> {
  if (!(await canvasWorks())) {
    const { kind, header } = readPicture(bytes);
    const bare = await purePixels(bytes, kind, header);
    return bare === null ? null : { data: bare.pixels, width: bare.width, height: bare.height };
  }
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const [, pen] = canvas(bitmap.width, bitmap.height);
  pen.drawImage(bitmap, 0, 0);
  const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  return { data, width: bitmap.width, height: bitmap.height };
}

/** The corners' colours by first letters, from the upper left in rows. */
async function cornersOf(bytes: Bytes): Promise<string> {
  const read = await pixels(bytes);
  if (read === null) return '';
  const at = (x: number, y: number): string => {
    const i = (Math.floor(y * read.height) * read.width + Math.floor(x * read.width)) * 4;
    return [0, 1, 2].map((c) => ((read.data[i + c] ?? 0) > 128 ? '1' : '0')).join('');
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
    .map((bits) => ({ '100': 'r', '010': 'g', '001': 'b', '111': 'w' })[bits] ?? '?')
    .join('');
}

async function prepareAll(): Promise<unknown[]> {
  const results = [];
  for (const each of planted(basesGiven())) {
    const made = await files.prepareImage(new File([each.bytes], each.file));
    const common = {
      name: each.name,
      token: each.token,
      orientation: each.orientation,
      input: each.bytes.length,
    };
    if (!made.ok) {
      results.push({ ...common, fault: made.fault, detail: made.detail });
      continue;
    }
    const bytes = await bytesOf(made.blob);
    results.push({
      ...common,
      bytes: to64(bytes),
      thumbnail: to64(made.thumbnail),
      called: made.name,
      notices: made.notices,
      size: `${made.width}x${made.height}`,
      corners: each.orientation > 1 || results.length % 8 === 0 ? await cornersOf(bytes) : null,
    });
  }
  return results;
}

async function refuseAll(): Promise<unknown[]> {
  const results = [];
  for (const { name, bytes, fault } of refused(basesGiven())) {
    const began = performance.now();
    const made = await files.prepareImage(new File([bytes], 'x.jpg'));
    results.push({ name, fault, was: made.ok ? 'taken' : made.fault, ms: performance.now() - began });
  }
  return results;
}

/** How many pixels of the area are not black. */
async function coloured(bytes: Bytes, area: files.Area, outside: boolean): Promise<number> {
  const read = await pixels(bytes);
  if (read === null) return -1;
  let count = 0;
  for (let y = 0; y < read.height; y++) {
    for (let x = 0; x < read.width; x++) {
      const inside =
        x >= area.x * read.width &&
        x < (area.x + area.width) * read.width &&
        y >= area.y * read.height &&
        y < (area.y + area.height) * read.height;
      const i = (y * read.width + x) * 4;
      if (inside !== outside && (read.data[i] ?? 0) + (read.data[i + 1] ?? 0) + (read.data[i + 2] ?? 0) > 0)
        count++;
    }
  }
  return count;
}

const BOX = { x: 0.3, y: 0.3, width: 0.3, height: 0.3 };
/** In the middle of what is kept when the noise around it differs. */
const KEPT = { x: 0.05, y: 0.65, width: 0.9, height: 0.3 };

async function covers(): Promise<unknown[]> {
  const results = [];
  for (const size of ['small', 'large']) {
    for (const mode of ['cover', 'keep'] as const) {
      for (const maxSide of [1600, 200]) {
        const area = mode === 'cover' ? BOX : KEPT;
        const outputs = [];
        for (const face of [1, 2]) {
          const file = new File([given[`${size}${face}`] ?? ''], 'x.png');
          outputs.push(await files.prepareImage(file, { redactions: [area], mode, maxSide }));
        }
        const [one, two] = outputs;
        if (one?.ok !== true || two?.ok !== true) {
          results.push({ size, mode, maxSide, fault: one?.ok === false ? one.fault : 'second' });
          continue;
        }
        const first = await bytesOf(one.blob);
        const second = await bytesOf(two.blob);
        results.push({
          size,
          mode,
          maxSide,
          type: one.mediaType,
          same: to64(first) === to64(second) && to64(one.thumbnail) === to64(two.thumbnail),
          coloured: await coloured(first, area, mode === 'keep'),
          elsewhere: await coloured(first, area, mode === 'cover'),
        });
      }
    }
  }
  return results;
}

/** Records a tone as a voice note is recorded, with the recorder's own names in it, and frees it of them. */
async function voice(): Promise<unknown> {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const end = context.createMediaStreamDestination();
  tone.connect(end);
  tone.start();
  const results = [];
  for (const mimeType of ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus']) {
    if (!MediaRecorder.isTypeSupported(mimeType)) continue;
    const recorder = new MediaRecorder(end.stream, { mimeType });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    recorder.start(200);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await new Promise((resolve) => {
      recorder.onstop = resolve;
      recorder.stop();
    });
    const recorded = new Blob(parts);
    const made = await files.prepareVoice(recorded);
    const plays = made.ok ? await length(made.blob, context) : 0;
    results.push({
      mimeType,
      recorded: to64(await bytesOf(recorded)),
      fault: made.ok ? '' : made.fault,
      bytes: made.ok ? to64(await bytesOf(made.blob)) : '',
      duration: made.ok ? made.duration : 0,
      plays,
    });
  }
  await context.close();
  return results;
}

async function length(blob: Blob, context: AudioContext): Promise<number> {
  return (await context.decodeAudioData(await blob.arrayBuffer())).duration;
}

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

async function opened(blob: { id: string; size: number; readHash: string }): Promise<{ token: string }> {
  const answer = await fetch('/open', { method: 'POST', body: JSON.stringify(blob) });
  return (await answer.json()) as { token: string };
}

/** The least that a transfer with WebCrypto takes: AES-GCM, no hash, no padding, no progress; the same parts. */
async function plainTransfer(): Promise<{ up: number; down: number }> {
  const file = chosen();
  const key = await crypto.subtle.generateKey({ name: PLAIN, length: 256 }, false, ['encrypt', 'decrypt']);
  const chunks = Math.ceil(file.size / CHUNK);
  const whole = file.size + chunks * 16;
  const read = crypto.getRandomValues(new Uint8Array(32));
  const hexOf = (bytes: Uint8Array): string =>
    Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  const readHash = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', read)));
  const id = hexOf(crypto.getRandomValues(new Uint8Array(16)));
  const { token } = await opened({ id, size: whole, readHash });
  const sealedPart = async (first: number): Promise<Bytes> => {
    const part = await bytesOf(file.slice(first * CHUNK, (first + IN_PART) * CHUNK));
    const jobs = [];
    for (let i = 0; i * CHUNK < part.length; i++) {
      const bytes = part.subarray(i * CHUNK, (i + 1) * CHUNK);
      jobs.push(crypto.subtle.encrypt({ name: PLAIN, iv: ivOf(first + i) }, key, bytes));
    }
    return bytesOf(new Blob(await Promise.all(jobs)));
  };
  const began = performance.now();
  let rest: Bytes = new Uint8Array(0);
  let at = 0;
  let next = sealedPart(0);
  for (let first = 0; first < chunks; first += IN_PART) {
    const body = new Uint8Array(await new Blob([rest, await next]).arrayBuffer());
    const last = first + IN_PART >= chunks;
    if (!last) next = sealedPart(first + IN_PART);
    const length = last ? body.length : Math.floor(body.length / 65536) * 65536;
    const range = `bytes ${at}-${at + length - 1}/${whole}`;
    const headers = { 'Understory-Token': token, 'Content-Range': range };
    await fetch(`/v1/blob/${id}`, {
      method: 'PUT',
      headers,
      body: new Blob([body.subarray(0, length)]),
      cache: 'no-store',
    });
    at += length;
    rest = body.slice(length);
  }
  const up = file.size / 1e3 / (performance.now() - began);
  const again = performance.now();
  const headers = { 'Understory-Key': hexOf(read), Range: 'bytes=0-' };
  const reader = (await fetch(`/v1/blob/${id}`, { headers, cache: 'no-store' })).body?.getReader();
  const waiting: Promise<ArrayBuffer>[] = [];
  let piece = new Uint8Array(CHUNK + 16);
  let filled = 0;
  let index = 0;
  const flush = async (): Promise<void> => {
    const iv = ivOf(index++);
    waiting.push(crypto.subtle.decrypt({ name: PLAIN, iv }, key, piece.subarray(0, filled)));
    piece = new Uint8Array(CHUNK + 16);
    filled = 0;
    if (waiting.length > 6) await waiting.shift();
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
  }
  if (filled > 0) await flush();
  await Promise.all(waiting);
  return { up, down: file.size / 1e3 / (performance.now() - again) };
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

const asked = {
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
  bases,
  give: (all: Record<string, string>) => {
    given = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, from64(value)]));
  },
  prepareAll,
  refuseAll,
  covers,
  voice,
  transfer,
  download: async (pointer: string) => {
    const got = await files.download(pointer);
    return got.ok ? { ok: true, size: got.blob.size } : got;
  },
  thumbnail: async (pointer: string) => {
    const got = await files.openThumbnail(pointer);
    return got.ok ? { ok: true, size: got.blob.size } : got;
  },
};
Object.assign(globalThis, { asked, blocked: [] });
document.addEventListener('securitypolicyviolation', (event) => {
  (globalThis as unknown as { blocked: string[] }).blocked.push(
    `${event.violatedDirective} ${event.blockedURI}`,
  );
});
