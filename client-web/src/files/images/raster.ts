import { turned } from './exif';
import type { Raster } from './redact';

/** Longer side at most `side`; never larger than it was. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
  const by = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** Where a pixel of the upright picture lies in the one that was stored, by EXIF's orientations. */
function source(o: number, x: number, y: number, width: number, height: number): number {
  const right = width - 1 - x;
  const down = height - 1 - y;
  switch (o) {
    case 2:
      return y * width + right;
    case 3:
      return down * width + right;
    case 4:
      return down * width + x;
    // From here on the stored rows are as long as the upright picture is high.
    case 5:
      return x * height + y;
    case 6:
      return right * height + y;
    case 7:
      return right * height + down;
    case 8:
      return x * height + down;
    default:
      return y * width + x;
  }
}

/** Turned and mirrored so that it stands upright. */
export function upright(stored: Raster, orientation: number): Raster {
  if (orientation === 1) return stored;
  const [width, height] = turned(orientation) ? [stored.height, stored.width] : [stored.width, stored.height];
  const from = new Uint32Array(stored.pixels.buffer, stored.pixels.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) to[y * width + x] = from[source(orientation, x, y, width, height)] ?? 0;
  }
  return { pixels: new Uint8ClampedArray(to.buffer), width, height };
}

/** Made smaller, each pixel the mean of those that it stands for. Transparency is laid on white. */
export function scaled(raster: Raster, width: number, height: number): Raster {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * raster.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * raster.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * raster.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * raster.width) / width));
      const sums = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const at = (row * raster.width + column) * 4;
          const alpha = (raster.pixels[at + 3] ?? 255) / 255;
          for (let c = 0; c < 3; c++) {
            sums[c] = (sums[c] ?? 0) + (raster.pixels[at + c] ?? 0) * alpha + 255 * (1 - alpha);
          }
        }
      }
      const count = (bottom - top) * (right - left);
      pixels.set([...sums.map((sum) => sum / count), 255], (y * width + x) * 4);
    }
  }
  return { pixels, width, height };
}
