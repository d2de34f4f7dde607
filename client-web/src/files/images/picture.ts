import { Fault } from '../fault';
import type { Bytes } from '../format/bytes';
import { cleanJpeg, isCleanJpeg, readJpeg } from './jpeg';
import { MAX_INPUT, type Header } from './limits';
import { cleanPng, isCleanPng, readPng, repackedPng } from './png';
import { sniff, type Kind } from './sniff';
import { cleanWebp, isCleanWebp, readWebp } from './webp';

export interface Read {
  readonly kind: Kind;
  readonly header: Header;
}

/** Kind and size, from the bytes alone. */
export function readPicture(bytes: Uint8Array): Read {
  if (bytes.length > MAX_INPUT) throw new Fault('too-large');
  const kind = sniff(bytes);
  const read = { jpeg: readJpeg, png: readPng, webp: readWebp }[kind];
  return { kind, header: read(bytes) };
}

/** What a decoder on this device is given: the picture that was measured, its colours, and nothing else. */
export function forDecoder(bytes: Uint8Array, kind: Kind): Bytes {
  return { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp }[kind](bytes, true);
}

/** The picture without anything else, as it was encoded. */
export async function stripped(bytes: Uint8Array, kind: Kind): Promise<Bytes> {
  const clean = { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp }[kind](bytes, false);
  return kind === 'png' ? repackedPng(clean) : clean;
}

/** IMG-3: nothing leaves that this does not hold for. */
export async function isClean(bytes: Uint8Array, kind: Kind): Promise<boolean> {
  return { jpeg: isCleanJpeg, png: isCleanPng, webp: isCleanWebp }[kind](bytes);
}

/** What a canvas has encoded, without what browsers add to it, and proven. */
export async function proven(encoded: Bytes): Promise<{ readonly kind: Kind; readonly bytes: Bytes }> {
  const kind = sniff(encoded);
  const bytes = { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp }[kind](encoded, false);
  if (!(await isClean(bytes, kind))) throw new Fault('not-clean');
  return { kind, bytes };
}
