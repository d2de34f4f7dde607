import { concatenated, type Bytes } from './bytes';
import { MAX_SIZE } from './layout';

/** docs/protocol.md#file: the fields of FilePointer. */
export interface Pointer {
  readonly blob: Bytes;
  readonly key: Bytes;
  readonly size: number;
  readonly plainHash: Bytes;
  readonly sealedHash: Bytes;
  readonly name: string;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly duration: number;
  readonly alt: string;
  readonly thumbnail: Bytes;
}

const FORMAT = 1;

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** Canonical: docs/protocol.md#canonical. The core refuses what is out of bounds. */
export function encodePointer(p: Pointer): Bytes {
  const parts: Bytes[] = [];
  const number = (field: number, value: number): void => {
    if (value !== 0) parts.push(varint(field * 8), varint(value));
  };
  const bytes = (field: number, value: Bytes): void => {
    if (value.length !== 0) parts.push(varint(field * 8 + 2), varint(value.length), value);
  };
  const text = (field: number, value: string): void => bytes(field, new TextEncoder().encode(value));
  number(1, FORMAT);
  bytes(2, p.blob);
  bytes(3, p.key);
  number(4, p.size);
  bytes(5, p.plainHash);
  bytes(6, p.sealedHash);
  text(7, p.name);
  text(8, p.mediaType);
  number(9, p.width);
  number(10, p.height);
  number(11, p.duration);
  text(12, p.alt);
  bytes(13, p.thumbnail);
  return concatenated(parts);
}

/** Reads what the core has checked; null for anything that can't have come from it. */
export function decodePointer(bytes: Uint8Array): Pointer | null {
  let at = 0;
  let last = 0;
  const numbers = new Map<number, number>();
  const values = new Map<number, Bytes>();
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 42; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return -1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    return -1;
  };
  while (at < bytes.length) {
    const tag = readVarint();
    const field = Math.floor(tag / 8);
    const value = readVarint();
    if (tag < 0 || value <= 0 || field <= last || field > 13) return null;
    last = field;
    if (tag % 8 === 0) {
      numbers.set(field, value);
    } else {
      if (tag % 8 !== 2 || value > bytes.length - at) return null;
      values.set(field, bytes.slice(at, at + value));
      at += value;
    }
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const of = (field: number): Bytes => values.get(field) ?? new Uint8Array(0);
    const pointer = {
      blob: of(2),
      key: of(3),
      size: numbers.get(4) ?? 0,
      plainHash: of(5),
      sealedHash: of(6),
      name: decoder.decode(of(7)),
      mediaType: decoder.decode(of(8)),
      width: numbers.get(9) ?? 0,
      height: numbers.get(10) ?? 0,
      duration: numbers.get(11) ?? 0,
      alt: decoder.decode(of(12)),
      thumbnail: of(13),
    };
    const hashes = [pointer.key, pointer.plainHash, pointer.sealedHash];
    const fits = pointer.blob.length === 16 && hashes.every((each) => each.length === 32);
    return fits && numbers.get(1) === FORMAT && pointer.size <= MAX_SIZE && pointer.name !== ''
      ? pointer
      : null;
  } catch {
    return null;
  }
}
