import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { orientationOf } from './exif';
import { checkSize, MAX_PARTS, u16le, u32le, type Header } from './limits';
import { ascii } from './sniff';

const ALPHA = 0x10;
const PROFILE = 0x20;
const ANIMATION = 0x02;

interface Chunk {
  readonly type: string;
  readonly body: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** All chunks that the length at the front spans. What is behind it is not looked at. */
function walk(bytes: Uint8Array): { readonly chunks: readonly Chunk[]; readonly end: number } {
  const end = 8 + u32le(bytes, 4);
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP' || end > bytes.length || end % 2 !== 0) {
    throw new Fault('broken');
  }
  const chunks: Chunk[] = [];
  for (let at = 12; at < end;) {
    const length = u32le(bytes, at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end || chunks.length >= MAX_PARTS) throw new Fault('broken');
    chunks.push({ type: ascii(bytes, at, 4), body: at + 8, bodyEnd: at + 8 + length, end: next });
    at = next;
  }
  return { chunks, end };
}

const u24le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + (bytes[at + 2] ?? 0) * 65536;

/** The one picture's data, and its size as those data have it. */
function frame(bytes: Uint8Array, chunks: readonly Chunk[]): { data: Chunk; width: number; height: number } {
  const frames = chunks.filter((each) => each.type === 'VP8 ' || each.type === 'VP8L');
  const data = frames[0];
  if (data === undefined || frames.length > 1) throw new Fault('broken');
  const at = data.body;
  if (data.type === 'VP8L') {
    if (bytes[at] !== 0x2f) throw new Fault('broken');
    const bits = u32le(bytes, at + 1);
    return { data, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (ascii(bytes, at + 3, 3) !== '\x9d\x01\x2a') throw new Fault('broken');
  return { data, width: u16le(bytes, at + 6) & 0x3fff, height: u16le(bytes, at + 8) & 0x3fff };
}

export function readWebp(bytes: Uint8Array): Header {
  const { chunks } = walk(bytes);
  const extended = chunks[0]?.type === 'VP8X' ? chunks[0] : undefined;
  if (extended !== undefined) {
    checkSize(u24le(bytes, extended.body + 4) + 1, u24le(bytes, extended.body + 7) + 1);
    if (((bytes[extended.body] ?? 0) & ANIMATION) !== 0) throw new Fault('animated');
  }
  if (chunks.some((each) => each.type === 'ANIM' || each.type === 'ANMF')) throw new Fault('animated');
  const { width, height } = frame(bytes, chunks);
  checkSize(width, height);
  if (extended !== undefined) {
    const same =
      u24le(bytes, extended.body + 4) + 1 === width && u24le(bytes, extended.body + 7) + 1 === height;
    if (!same) throw new Fault('broken');
  }
  const exif = chunks.find((each) => each.type === 'EXIF');
  const skip = exif !== undefined && ascii(bytes, exif.body, 6) === 'Exif\0\0' ? 6 : 0;
  const orientation = exif === undefined ? 1 : orientationOf(bytes.subarray(exif.body + skip, exif.bodyEnd));
  return { width, height, orientation, animated: false };
}

function chunk(type: string, body: Uint8Array): Bytes {
  const whole = new Uint8Array(8 + body.length + (body.length % 2));
  whole.set(new TextEncoder().encode(type));
  new DataView(whole.buffer).setUint32(4, body.length, true);
  whole.set(body, 8);
  return whole;
}

/** The picture alone, with its transparency; for a decoder on this device with its colour profile. */
export function cleanWebp(bytes: Uint8Array, forDecoder: boolean): Bytes {
  const { chunks } = walk(bytes);
  const { data, width, height } = frame(bytes, chunks);
  const bodyOf = (each: Chunk): Uint8Array => bytes.subarray(each.body, each.bodyEnd);
  const alpha = data.type === 'VP8 ' ? chunks.find((each) => each.type === 'ALPH') : undefined;
  const profile = forDecoder ? chunks.find((each) => each.type === 'ICCP') : undefined;
  const parts: Bytes[] = [];
  if (alpha !== undefined || profile !== undefined) {
    const head = new Uint8Array(10);
    const view = new DataView(head.buffer);
    const lossless =
      data.type === 'VP8L' && chunks[0]?.type === 'VP8X' && ((bytes[chunks[0].body] ?? 0) & ALPHA) !== 0;
    head[0] = (alpha !== undefined || lossless ? ALPHA : 0) | (profile === undefined ? 0 : PROFILE);
    view.setUint16(4, (width - 1) & 0xffff, true);
    view.setUint16(7, (height - 1) & 0xffff, true);
    parts.push(chunk('VP8X', head));
  }
  if (profile !== undefined) parts.push(chunk('ICCP', bodyOf(profile)));
  if (alpha !== undefined) parts.push(chunk('ALPH', bodyOf(alpha)));
  parts.push(chunk(data.type, bodyOf(data)));
  const body = concatenated([new TextEncoder().encode('WEBP'), ...parts]);
  return chunk('RIFF', body);
}

/** IMG-3: whether there is nothing in it but one picture and its transparency. */
export function isCleanWebp(bytes: Uint8Array): boolean {
  try {
    const { chunks, end } = walk(bytes);
    frame(bytes, chunks);
    const types = chunks.map((each) => each.type).join();
    if (end !== bytes.length || !['VP8 ', 'VP8L', 'VP8X,ALPH,VP8 '].includes(types)) return false;
    const head = chunks[0];
    if (head?.type === 'VP8X' && (bytes[head.body] !== ALPHA || head.bodyEnd - head.body !== 10))
      return false;
    return chunks.every((each) => each.end === each.bodyEnd || bytes[each.bodyEnd] === 0);
  } catch {
    return false;
  }
}
