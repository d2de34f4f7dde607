import { Fault } from '../fault';

/** Most bytes of a picture as it is taken. */
export const MAX_INPUT = 64 * 1024 * 1024;
/** Most pixels that are decoded: 200 MB of memory. */
export const MAX_PIXELS = 50_000_000;
/** Most pixels of a side: what browsers' canvases take. */
export const MAX_SIDE = 16_384;
/** Most segments, chunks or scans that are looked at. */
export const MAX_PARTS = 65_536;
export const MAX_SCANS = 128;

/** IMG-5: held before a decoder sees the picture. */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw new Fault('broken');
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    throw new Fault('too-many-pixels');
}

/** What a picture is before it is decoded. */
export interface Header {
  readonly width: number;
  readonly height: number;
  /** 1 to 8, as EXIF counts them. */
  readonly orientation: number;
  readonly animated: boolean;
}

/** Big-endian numbers; beyond the end is a broken picture. */
export function u16(bytes: Uint8Array, at: number): number {
  const high = bytes[at];
  const low = bytes[at + 1];
  if (high === undefined || low === undefined) throw new Fault('broken');
  return high * 256 + low;
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 65536 + u16(bytes, at + 2);
}

export function u16le(bytes: Uint8Array, at: number): number {
  const both = u16(bytes, at);
  return (both % 256) * 256 + Math.floor(both / 256);
}

export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 65536;
}
