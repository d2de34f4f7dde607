import { Fault } from '../fault';
import type { Area } from '../types';

/** Pixels, whole numbers; `right` and `bottom` are the first that are not in it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Raster {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export type Mode = 'cover' | 'keep';

export const MAX_AREAS = 64;
/** JPEG keeps colours in blocks of this many pixels: a block is filled as a whole or not at all. */
const BLOCK = 16;
/** Black, opaque. */
const FILL = [0, 0, 0, 255] as const;

export function checkAreas(areas: readonly Area[]): void {
  const fraction = (value: number): boolean => Number.isFinite(value) && value >= 0 && value <= 1;
  const fits = areas.every(
    (a) =>
      fraction(a.x) &&
      fraction(a.y) &&
      fraction(a.width) &&
      fraction(a.height) &&
      a.width > 0 &&
      a.height > 0,
  );
  if (!fits || areas.length > MAX_AREAS) throw new Fault('failed', 'areas');
}

/** Around what is covered, and inside of what is kept: a hundredth of the longer side, at least 4 pixels. */
export function margin(width: number, height: number): number {
  return Math.max(4, Math.ceil(Math.max(width, height) / 100));
}

/** The areas in pixels: to cover with the margin outside, to keep with the margin inside. */
export function boxes(areas: readonly Area[], mode: Mode, width: number, height: number): readonly Box[] {
  const by = mode === 'cover' ? margin(width, height) : -margin(width, height);
  const outward = mode === 'cover';
  const low = (value: number): number => (outward ? Math.floor(value) : Math.ceil(value));
  const high = (value: number): number => (outward ? Math.ceil(value) : Math.floor(value));
  return areas
    .map((a) => ({
      left: Math.max(0, low(a.x * width - by)),
      top: Math.max(0, low(a.y * height - by)),
      right: Math.min(width, high((a.x + a.width) * width + by)),
      bottom: Math.min(height, high((a.y + a.height) * height + by)),
    }))
    .filter((box) => box.left < box.right && box.top < box.bottom);
}

function fill(raster: Raster, box: Box): void {
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) raster.pixels.set(FILL, (y * raster.width + x) * 4);
  }
}

/** Whether anything in the block is to be filled: it meets what is covered, or is in no single area that is kept. */
function filled(block: Box, of: readonly Box[], mode: Mode): boolean {
  if (mode === 'keep') {
    return !of.some(
      (b) => b.left <= block.left && b.top <= block.top && b.right >= block.right && b.bottom >= block.bottom,
    );
  }
  return of.some(
    (b) => b.left < block.right && b.right > block.left && b.top < block.bottom && b.bottom > block.top,
  );
}

/**
 * Fills whole blocks, aligned as JPEG's are, so that nothing of what was there is in any block that is encoded, and each
 * covered pixel decodes to one colour. Changes the raster and nothing else; the same areas fill the same pixels.
 */
export function redact(raster: Raster, areas: readonly Area[], mode: Mode): void {
  const { width, height } = raster;
  const of = boxes(areas, mode, width, height);
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const right = Math.min(width, left + BLOCK);
      const block = { left, top, right, bottom: Math.min(height, top + BLOCK) };
      if (filled(block, of, mode)) fill(raster, block);
    }
  }
}
