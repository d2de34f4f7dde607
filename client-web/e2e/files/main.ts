/** The product's own module in a page of the tests: what run.mjs asks of it, by name. */
import * as files from '../../src/files';
import { canvasWorks } from '../../src/files/images/canvas';
import { purePixels } from '../../src/files/images/pure';
import { readPicture } from '../../src/files/images/picture';
import { transfers } from './transfers';
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
    // A busy machine's recorder has nothing to give for a while: the time begins with what it gives first.
    const begun = new Promise<void>((resolve) => {
      recorder.ondataavailable = ({ data }) => {
        parts.push(data);
        if (data.size > 0) resolve();
      };
    });
    recorder.start(200);
    await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, 20_000))]);
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

const asked = {
  ...transfers,
  bases,
  give: (all: Record<string, string>) => {
    given = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, from64(value)]));
  },
  prepareAll,
  refuseAll,
  covers,
  voice,
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
