import { Fault } from '../fault';
import type { Bytes } from '../format/bytes';
import { pngParts, type PngParts } from './png';
import type { Raster } from './redact';

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Takes the filters off the rows, in place; the byte before each row says which it is. */
function unfilter(rows: Bytes, stride: number, height: number, step: number): void {
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    const kind = rows[at] ?? 0;
    if (kind > 4) throw new Fault('broken');
    for (let i = 0; i < stride; i++) {
      const to = at + 1 + i;
      const left = i < step ? 0 : (rows[to - step] ?? 0);
      const above = y === 0 ? 0 : (rows[to - stride - 1] ?? 0);
      const corner = y === 0 || i < step ? 0 : (rows[to - stride - 1 - step] ?? 0);
      const by =
        [0, left, above, (left + above) >> 1, kind === 4 ? paeth(left, above, corner) : 0][kind] ?? 0;
      rows[to] = (rows[to] ?? 0) + by;
    }
  }
}

/** One sample of a row, as 8 bits; a palette's index as it is. */
function sample(rows: Bytes, row: number, index: number, depth: number, scale: boolean): number {
  if (depth === 8) return rows[row + index] ?? 0;
  if (depth === 16) return rows[row + 2 * index] ?? 0;
  const bit = index * depth;
  const value = ((rows[row + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  return scale ? Math.round((value * 255) / ((1 << depth) - 1)) : value;
}

function colour(of: PngParts, read: (channel: number) => number): readonly [number, number, number, number] {
  switch (of.colour) {
    case 0:
      return [read(0), read(0), read(0), 255];
    case 2:
      return [read(0), read(1), read(2), 255];
    case 3: {
      const at = read(0) * 3;
      const { palette, transparency } = of;
      return [palette[at] ?? 0, palette[at + 1] ?? 0, palette[at + 2] ?? 0, transparency[at / 3] ?? 255];
    }
    case 4:
      return [read(0), read(0), read(0), read(1)];
    default:
      return [read(0), read(1), read(2), read(3)];
  }
}

/** Decodes a PNG that is not interlaced. One colour that stands for transparency is left as it is. */
export async function pngPixels(bytes: Bytes): Promise<Raster> {
  const of = await pngParts(bytes);
  const { width, height, depth, channels, rows } = of;
  const stride = Math.ceil((width * channels * depth) / 8);
  unfilter(rows, stride, height, Math.max(1, (channels * depth) >> 3));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1;
    for (let x = 0; x < width; x++) {
      const read = (c: number): number => sample(rows, row, x * channels + c, depth, of.colour !== 3);
      pixels.set(colour(of, read), (y * width + x) * 4);
    }
  }
  return { pixels, width, height };
}
