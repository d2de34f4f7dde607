import { Fault } from '../fault';

export type Kind = 'jpeg' | 'png' | 'webp';

export const MEDIA_TYPES: Readonly<Record<Kind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

const ENDINGS: Readonly<Record<Kind, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png', 'apng'],
  webp: ['webp'],
};

export function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** What the bytes begin as; their name and what a browser calls them count for nothing. */
export function sniff(bytes: Uint8Array): Kind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp';
  if (ascii(bytes, 0, 4) === 'GIF8') throw new Fault('gif');
  // Pictures of the ISO container, HEIC, HEIF and AVIF: browsers differ in what they decode of it.
  if (ascii(bytes, 4, 4) === 'ftyp') throw new Fault('heic');
  throw new Fault('kind');
}

/** Whether the name's ending says another kind than the bytes. */
export function wrongEnding(name: string, kind: Kind): boolean {
  const dot = name.lastIndexOf('.');
  return dot >= 0 && !ENDINGS[kind].includes(name.slice(dot + 1).toLowerCase());
}
