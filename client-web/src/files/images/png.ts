import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { orientationOf } from './exif';
import { checkSize, MAX_PARTS, u32, type Header } from './limits';
import { ascii } from './sniff';

const SIGNATURE: Bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const STRUCTURAL = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** What tells a decoder on this device the colours. */
const COLOURS = ['iCCP', 'gAMA', 'cHRM', 'sRGB', 'cICP'];

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly bodyEnd: number;
  readonly end: number;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = (CRC_TABLE[(c ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** All chunks up to IEND. What is behind it is not looked at. */
function walk(bytes: Uint8Array): readonly Chunk[] {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) throw new Fault('broken');
  const chunks: Chunk[] = [];
  let at = 8;
  for (;;) {
    const length = u32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length || chunks.length >= MAX_PARTS) throw new Fault('broken');
    const type = ascii(bytes, at + 4, 4);
    chunks.push({ type, start: at, body: at + 8, bodyEnd: end - 4, end });
    if (type === 'IEND') return chunks;
    at = end;
  }
}

function headerOf(chunks: readonly Chunk[]): Chunk {
  const first = chunks[0];
  const headers = chunks.filter((each) => each.type === 'IHDR');
  if (
    first === undefined ||
    first.type !== 'IHDR' ||
    headers.length > 1 ||
    first.bodyEnd - first.body !== 13
  ) {
    throw new Fault('broken');
  }
  if (!chunks.some((each) => each.type === 'IDAT')) throw new Fault('broken');
  return first;
}

export function readPng(bytes: Uint8Array): Header {
  const chunks = walk(bytes);
  const header = headerOf(chunks);
  const width = u32(bytes, header.body);
  const height = u32(bytes, header.body + 4);
  checkSize(width, height);
  const exif = chunks.find((each) => each.type === 'eXIf');
  const orientation = exif === undefined ? 1 : orientationOf(bytes.subarray(exif.body, exif.bodyEnd));
  return { width, height, orientation, animated: chunks.some((each) => each.type === 'acTL') };
}

/** The picture alone; for a decoder on this device with its colours. Of an animation the picture that stands for it. */
export function cleanPng(bytes: Uint8Array, forDecoder: boolean): Bytes {
  const chunks = walk(bytes);
  headerOf(chunks);
  const kept = chunks.filter(
    (each) => STRUCTURAL.includes(each.type) || (forDecoder && COLOURS.includes(each.type)),
  );
  return concatenated([SIGNATURE, ...kept.map((each) => bytes.subarray(each.start, each.end))]);
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bytes of all rows before they are packed, filter bytes included; for pictures that are not interlaced. */
function unpackedLength(bytes: Uint8Array, header: Chunk): number {
  const width = u32(bytes, header.body);
  const height = u32(bytes, header.body + 4);
  const depth = bytes[header.body + 8] ?? 0;
  const channels = CHANNELS[bytes[header.body + 9] ?? 1];
  const interlaced = bytes[header.body + 12] !== 0;
  if (channels === undefined || interlaced || ![1, 2, 4, 8, 16].includes(depth)) throw new Fault('kind');
  return height * (1 + Math.ceil((width * channels * depth) / 8));
}

/** Unpacks zlib; refuses whatever comes to more or less, or has something behind it. */
async function unpacked(packed: Bytes, length: number): Promise<Bytes> {
  const whole = new Uint8Array(length);
  let at = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (value.length > length - at) throw new Fault('broken');
      whole.set(value, at);
      at += value.length;
    }
  } catch {
    await reader.cancel().catch(() => undefined);
    throw new Fault('broken');
  }
  if (at !== length) throw new Fault('broken');
  return whole;
}

async function packed(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, body: Uint8Array): Bytes {
  const inner = concatenated([new TextEncoder().encode(type), body]);
  const frame = new Uint8Array(inner.length + 8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, body.length);
  frame.set(inner, 4);
  view.setUint32(4 + inner.length, crc32(inner));
  return frame;
}

function joined(bytes: Uint8Array, chunks: readonly Chunk[]): Bytes {
  return concatenated(
    chunks.filter((each) => each.type === 'IDAT').map((each) => bytes.subarray(each.body, each.bodyEnd)),
  );
}

export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly channels: number;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
  /** Each with the number of its filter before it. */
  readonly rows: Bytes;
}

/** What a decoder needs of a picture that is not interlaced. */
export async function pngParts(bytes: Uint8Array): Promise<PngParts> {
  const chunks = walk(bytes);
  const header = headerOf(chunks);
  const rows = await unpacked(joined(bytes, chunks), unpackedLength(bytes, header));
  const bodyOf = (type: string): Uint8Array => {
    const found = chunks.find((each) => each.type === type);
    return found === undefined ? new Uint8Array(0) : bytes.subarray(found.body, found.bodyEnd);
  };
  const colour = bytes[header.body + 9] ?? 0;
  return {
    width: u32(bytes, header.body),
    height: u32(bytes, header.body + 4),
    depth: bytes[header.body + 8] ?? 0,
    colour,
    channels: CHANNELS[colour] ?? 0,
    palette: bodyOf('PLTE'),
    transparency: bodyOf('tRNS'),
    rows,
  };
}

/** The same rows packed anew, so that nothing is left of what packed them, or behind them. */
export async function repackedPng(bytes: Uint8Array): Promise<Bytes> {
  const chunks = walk(bytes);
  const header = headerOf(chunks);
  const rows = await unpacked(joined(bytes, chunks), unpackedLength(bytes, header));
  const tables = chunks.filter((each) => each.type === 'PLTE' || each.type === 'tRNS');
  return concatenated([
    SIGNATURE,
    chunk('IHDR', bytes.subarray(header.body, header.bodyEnd)),
    ...tables.map((each) => chunk(each.type, bytes.subarray(each.body, each.bodyEnd))),
    chunk('IDAT', await packed(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** A picture of 8 bits a channel, from four channels of which the last is left out. */
export async function encodePng(pixels: Uint8ClampedArray, width: number, height: number): Promise<Bytes> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = new Uint8Array(height * (1 + width * 3));
  let to = 0;
  for (let y = 0; y < height; y++) {
    // Filter 1: each byte less the one a pixel before it, which packs photos far better than none.
    rows[to++] = 1;
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) {
        rows[to++] = (pixels[from + c] ?? 0) - (x === 0 ? 0 : (pixels[from - 4 + c] ?? 0));
      }
    }
  }
  return concatenated([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', await packed(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** IMG-3: whether there is nothing in it but one picture, whose rows take up all of what is packed. */
export async function isCleanPng(bytes: Uint8Array): Promise<boolean> {
  try {
    const chunks = walk(bytes);
    const header = headerOf(chunks);
    const order = chunks.map((each) => STRUCTURAL.indexOf(each.type));
    const last = chunks.at(-1);
    if (last === undefined || last.end !== bytes.length || last.bodyEnd !== last.body) return false;
    if (order.some((at, i) => at < 0 || at < (order[i - 1] ?? 0))) return false;
    if (chunks.filter((each) => each.type === 'PLTE').length > 1) return false;
    if (chunks.filter((each) => each.type === 'tRNS').length > 1) return false;
    const fits = chunks.every((each) => {
      const length = each.bodyEnd - each.body;
      if (each.type === 'PLTE' && (length > 768 || length % 3 !== 0)) return false;
      if (each.type === 'tRNS' && length > 256) return false;
      return u32(bytes, each.bodyEnd) === crc32(bytes.subarray(each.start + 4, each.bodyEnd));
    });
    if (!fits) return false;
    await unpacked(joined(bytes, chunks), unpackedLength(bytes, header));
    return true;
  } catch {
    return false;
  }
}
