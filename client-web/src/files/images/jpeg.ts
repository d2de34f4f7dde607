import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { orientationOf } from './exif';
import { checkSize, MAX_PARTS, MAX_SCANS, u16, type Header } from './limits';
import { ascii } from './sniff';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DHT = 0xc4;
const DRI = 0xdd;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

/** The only application segment that leaves: what every decoder expects, with nothing in it that varies. */
export const JFIF: Bytes = Uint8Array.from([
  0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
]);

interface Segment {
  readonly marker: number;
  /** Where it begins, its marker included. */
  readonly start: number;
  /** Where its contents begin. */
  readonly body: number;
  readonly end: number;
  /** Where the coded data behind a SOS end; else as `end`. */
  readonly dataEnd: number;
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Behind coded data: the place of the next marker that is neither stuffing nor a restart. */
function endOfData(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const next = at < 0 ? undefined : bytes[at + 1];
    if (next === undefined) throw new Fault('broken');
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 2;
  }
}

/** All segments up to EOI, whose end is given too. What is behind it is not looked at. */
function walk(bytes: Uint8Array): { readonly segments: readonly Segment[]; readonly end: number } {
  if (u16(bytes, 0) !== 0xff00 + SOI) throw new Fault('broken');
  const segments: Segment[] = [];
  let at = 2;
  for (;;) {
    const start = at;
    if (bytes[at] !== 0xff) throw new Fault('broken');
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return { segments, end: at + 2 };
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) throw new Fault('broken');
    const length = u16(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || segments.length >= MAX_PARTS) throw new Fault('broken');
    const dataEnd = marker === SOS ? endOfData(bytes, end) : end;
    segments.push({ marker, start, body: at + 4, end, dataEnd });
    at = dataEnd;
  }
}

function frameOf(segments: readonly Segment[]): Segment {
  const frames = segments.filter((each) => isFrame(each.marker));
  const frame = frames[0];
  const scans = segments.filter((each) => each.marker === SOS).length;
  // Two frames: which of them a decoder takes is not ours to guess. C0 to C2 is what browsers decode.
  if (frame === undefined || frames.length > 1 || frame.marker > 0xc2) throw new Fault('broken');
  if (scans < 1 || scans > MAX_SCANS) throw new Fault('broken');
  return frame;
}

const isExif = (bytes: Uint8Array, s: Segment): boolean =>
  s.marker === APP1 && s.end - s.body >= 6 && ascii(bytes, s.body, 6) === 'Exif\0\0';
const isProfile = (bytes: Uint8Array, s: Segment): boolean =>
  s.marker === APP2 && s.end - s.body > 14 && ascii(bytes, s.body, 12) === 'ICC_PROFILE\0';
const isAdobe = (bytes: Uint8Array, s: Segment): boolean =>
  s.marker === APP14 && s.end - s.body >= 12 && ascii(bytes, s.body, 5) === 'Adobe';

export function readJpeg(bytes: Uint8Array): Header {
  const { segments } = walk(bytes);
  const frame = frameOf(segments);
  const height = u16(bytes, frame.body + 1);
  const width = u16(bytes, frame.body + 3);
  checkSize(width, height);
  const exif = segments.find((each) => isExif(bytes, each));
  const orientation = exif === undefined ? 1 : orientationOf(bytes.subarray(exif.body + 6, exif.end));
  return { width, height, orientation, animated: false };
}

const structural = (marker: number): boolean =>
  marker === DQT || marker === DHT || marker === DRI || marker === SOS || isFrame(marker);

/**
 * The picture alone: its structural segments as they are, behind our own JFIF header. For a decoder on this device
 * the colour profile and Adobe's word on the colours are kept; what is to leave has neither.
 */
export function cleanJpeg(bytes: Uint8Array, forDecoder: boolean): Bytes {
  const { segments } = walk(bytes);
  const frame = frameOf(segments);
  const adobe = segments.find((each) => isAdobe(bytes, each));
  const transform = adobe === undefined ? undefined : bytes[adobe.body + 11];
  const components = bytes[frame.body + 5];
  const plainColours = components === 1 || (components === 3 && (transform === undefined || transform === 1));
  const out: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  if (plainColours) out.push(JFIF);
  else if (!forDecoder) throw new Fault('kind');
  else if (transform !== undefined) {
    out.push(Uint8Array.of(0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform));
  }
  for (const each of segments) {
    if (structural(each.marker) || (forDecoder && isProfile(bytes, each))) {
      out.push(bytes.subarray(each.body - 4, each.dataEnd));
    }
  }
  out.push(Uint8Array.of(0xff, EOI));
  return concatenated(out);
}

/** Whether the tables fill their segment to the byte, each kind at most once where `seen` keeps count. */
function tablesFit(bytes: Uint8Array, s: Segment, seen: Set<number> | null): boolean {
  let at = s.body;
  while (at < s.end) {
    const kind = bytes[at] ?? 0;
    if (seen?.has(s.marker * 256 + (kind & 0x1f)) === true) return false;
    seen?.add(s.marker * 256 + (kind & 0x1f));
    if (s.marker === DQT) {
      if (kind > 0x13 || (kind & 15) > 3) return false;
      at += kind > 15 ? 129 : 65;
    } else {
      if (kind > 0x13 || (kind & 15) > 3 || at + 17 > s.end) return false;
      at += 17 + bytes.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    }
  }
  return at === s.end;
}

/** IMG-3: whether there is nothing in it but one picture: our JFIF header, tables, frame, scans, and no byte more. */
export function isCleanJpeg(bytes: Uint8Array): boolean {
  try {
    const { segments, end } = walk(bytes);
    const frame = frameOf(segments);
    const [first, ...rest] = segments;
    if (end !== bytes.length || first === undefined || first.start !== 2) return false;
    if (!JFIF.every((byte, i) => bytes[2 + i] === byte)) return false;
    const seen = frame.marker === 0xc2 ? null : new Set<number>();
    return rest.every((each) => {
      const length = each.end - each.body;
      if (each.body !== each.start + 4) return false;
      if (each.marker === DQT || each.marker === DHT) return tablesFit(bytes, each, seen);
      if (each.marker === DRI) return length === 2;
      if (each.marker === SOS) return length === 4 + 2 * (bytes[each.body] ?? 0) && length <= 12;
      return isFrame(each.marker) && length === 6 + 3 * (bytes[each.body + 5] ?? 0) && length <= 18;
    });
  } catch {
    return false;
  }
}
