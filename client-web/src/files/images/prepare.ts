import { Fault } from '../fault';
import { hex, random, type Bytes } from '../format/bytes';
import type { Area, ImageChoices, Looked, Notice, Prepared } from '../types';
import { canvasWorks, encoded, rendered, sheet, type Sheet } from './canvas';
import { decodedPixels } from './decoder';
import { turned } from './exif';
import { MAX_INPUT } from './limits';
import { forDecoder, isClean, proven, readPicture, stripped, type Read } from './picture';
import { encodePng } from './png';
import { purePixels } from './pure';
import { fitted, scaled, upright } from './raster';
import { checkAreas, redact, type Mode, type Raster } from './redact';
import { MEDIA_TYPES, wrongEnding, type Kind } from './sniff';

const DEFAULT_SIDE = 1600;
const MAX_THUMBNAIL = 4096;
/** A PNG beyond this is sent as a JPEG. */
const LARGE_PNG = 1_500_000;
const QUALITY = 0.85;
const THUMBNAILS = [
  [160, 0.6],
  [128, 0.5],
  [96, 0.4],
  [64, 0.3],
  [32, 0.3],
] as const;

interface Chosen {
  readonly areas: readonly Area[];
  readonly mode: Mode;
  readonly side: number;
}

interface Made {
  readonly kind: Kind;
  readonly bytes: Bytes;
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Bytes;
  readonly notices: readonly Notice[];
}

async function taken(file: Blob): Promise<Bytes> {
  if (file.size === 0) throw new Fault('empty');
  if (file.size > MAX_INPUT) throw new Fault('too-large');
  return new Uint8Array(await file.arrayBuffer());
}

export async function look(file: Blob): Promise<Looked> {
  const { kind, header } = readPicture(await taken(file));
  const swap = turned(header.orientation);
  return {
    ok: true,
    kind,
    width: swap ? header.height : header.width,
    height: swap ? header.width : header.height,
  };
}

function chosen({ redactions = [], mode = 'cover', maxSide = DEFAULT_SIDE }: ImageChoices): Chosen {
  checkAreas(redactions);
  return { areas: redactions, mode, side: Math.min(4096, Math.max(64, Math.round(maxSide))) };
}

async function smaller(from: Sheet): Promise<Bytes> {
  for (const [side, quality] of THUMBNAILS) {
    const size = fitted(from.canvas.width, from.canvas.height, side);
    const small = sheet(size.width, size.height);
    small.pen.drawImage(from.canvas, 0, 0, size.width, size.height);
    const { bytes } = await proven(await encoded(small.canvas, 'image/jpeg', quality));
    if (bytes.length <= MAX_THUMBNAIL) return bytes;
  }
  return new Uint8Array(0);
}

async function byCanvas(source: Blob, read: Read, choices: Chosen): Promise<Made> {
  const made = await rendered(source, read.header, choices);
  const lossless = read.kind === 'png' ? await encoded(made.canvas, 'image/png') : null;
  const output =
    lossless !== null && lossless.length <= LARGE_PNG
      ? lossless
      : await encoded(made.canvas, 'image/jpeg', QUALITY);
  const { kind, bytes } = await proven(output);
  const thumbnail = await smaller(made);
  const { width, height } = made.canvas;
  return { kind, bytes, width, height, thumbnail, notices: thumbnail.length === 0 ? ['no-thumbnail'] : [] };
}

async function tiny(from: Raster): Promise<Bytes> {
  for (const side of [48, 32, 24]) {
    const size = fitted(from.width, from.height, side);
    const small = scaled(from, size.width, size.height);
    const bytes = await encodePng(small.pixels, small.width, small.height);
    if (bytes.length <= MAX_THUMBNAIL) return (await proven(bytes)).bytes;
  }
  return new Uint8Array(0);
}

/** Without a canvas: turned, covered and scaled by ourselves, and encoded without loss. */
async function byPixels(stored: Raster, read: Read, choices: Chosen): Promise<Made> {
  const full = upright(stored, read.header.orientation);
  const covers = choices.areas.length > 0 || choices.mode === 'keep';
  if (covers) redact(full, choices.areas, choices.mode);
  const size = fitted(full.width, full.height, choices.side);
  const small = scaled(full, size.width, size.height);
  if (covers) redact(small, choices.areas, choices.mode);
  const { kind, bytes } = await proven(await encodePng(small.pixels, small.width, small.height));
  const thumbnail = await tiny(small);
  const notices: Notice[] = thumbnail.length === 0 ? ['no-thumbnail'] : [];
  return { kind, bytes, width: small.width, height: small.height, thumbnail, notices };
}

/** Neither canvas nor pixels: the picture as it was encoded, without everything else. It can't be turned or covered. */
async function byStripping(bytes: Bytes, read: Read, choices: Chosen): Promise<Made> {
  if (choices.areas.length > 0 || choices.mode === 'keep') throw new Fault('cover-here');
  if (read.header.orientation !== 1) throw new Fault('turned-here');
  const { width, height } = read.header;
  if (Math.max(width, height) > choices.side) throw new Fault('turned-here', 'large');
  const clean = await stripped(bytes, read.kind);
  if (!(await isClean(clean, read.kind))) throw new Fault('not-clean');
  const notices: Notice[] = ['no-thumbnail', 'not-re-encoded'];
  return { kind: read.kind, bytes: clean, width, height, thumbnail: new Uint8Array(0), notices };
}

async function made(bytes: Bytes, read: Read, choices: Chosen): Promise<Made> {
  const type = MEDIA_TYPES[read.kind];
  const alone = forDecoder(bytes, read.kind);
  if (await canvasWorks()) return byCanvas(new Blob([alone], { type }), read, choices);
  const { kind, header } = read;
  const pixels = (await decodedPixels(alone, type, header)) ?? (await purePixels(alone, kind, header));
  return pixels === null ? byStripping(bytes, read, choices) : byPixels(pixels, read, choices);
}

export async function prepareImage(file: Blob, name: string, choices: ImageChoices): Promise<Prepared> {
  const wanted = chosen(choices);
  const bytes = await taken(file);
  const read = readPicture(bytes);
  const result = await made(bytes, read, wanted);
  const mediaType = MEDIA_TYPES[result.kind];
  const notices: Notice[] = [...result.notices];
  if (read.header.animated) notices.push('still');
  if (wrongEnding(name, read.kind)) notices.push('wrong-ending');
  return {
    ok: true,
    blob: new Blob([result.bytes], { type: mediaType }),
    name: `photo-${hex(random(4))}.${result.kind === 'jpeg' ? 'jpg' : result.kind}`,
    mediaType,
    width: result.width,
    height: result.height,
    duration: 0,
    thumbnail: result.thumbnail,
    notices,
  };
}

/** A thumbnail that came with a message: shown only if it is a small, clean picture. */
export async function thumbnail(bytes: Bytes): Promise<Blob> {
  if (bytes.length > MAX_THUMBNAIL) throw new Fault('too-large');
  const { kind, header } = readPicture(bytes);
  if (Math.max(header.width, header.height) > 512 || !(await isClean(bytes, kind))) throw new Fault('broken');
  return new Blob([bytes], { type: MEDIA_TYPES[kind] });
}
