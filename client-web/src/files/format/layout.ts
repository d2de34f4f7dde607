/** Where what lies in a sealed file: docs/protocol.md#file-format. Pure numbers. */

/** Bytes of a chunk before it is sealed; the last may be shorter. */
export const CHUNK = 256 * 1024;
export const TAG = 16;
/** The commitment to the key. */
export const HEADER = 32;
/** Bytes of the largest file. */
export const MAX_SIZE = 252 * 1024 * 1024;

/** The published size that holds this many bytes: docs/protocol.md#padding, without the length before it. */
export function padded(size: number): number {
  if (size <= 4096) return Math.max(512, Math.ceil(size / 512) * 512);
  const magnitude = 31 - Math.clz32(size);
  const kept = 32 - Math.clz32(magnitude);
  const step = 2 ** (magnitude - kept);
  return Math.ceil(size / step) * step;
}

export interface Layout {
  /** Of the file alone. */
  readonly size: number;
  readonly padded: number;
  readonly chunks: number;
  /** Of all that the server stores. */
  readonly sealed: number;
}

export function layout(size: number): Layout {
  const all = padded(size);
  const chunks = Math.ceil(all / CHUNK);
  return { size, padded: all, chunks, sealed: HEADER + all + chunks * TAG };
}

/** Bytes of a chunk before it is sealed, padding included. */
export function chunkLength(of: Layout, index: number): number {
  return Math.min(CHUNK, of.padded - index * CHUNK);
}

/** Where a sealed chunk begins. */
export function chunkStart(index: number): number {
  return HEADER + index * (CHUNK + TAG);
}

/** Which chunk this byte of the sealed file is in; the commitment counts as the first. */
export function chunkAt(at: number): number {
  return at < HEADER ? 0 : Math.floor((at - HEADER) / (CHUNK + TAG));
}
