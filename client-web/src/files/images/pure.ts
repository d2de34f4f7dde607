import type { Bytes } from '../format/bytes';
import { MAX_PIXELS, type Header } from './limits';
import { pngPixels } from './png-pixels';
import type { Raster } from './redact';
import type { Kind } from './sniff';

/** Memory of the decoder, in MiB: a picture of about 40 megapixels. */
const MEMORY = 1024;

/**
 * The picture's pixels without any help of the browser's, for browsers that disturb what a canvas gives back and have no
 * other decoder. Colour profiles are not applied. Null for what can't be decoded so (WebP, interlaced PNG, damage).
 */
export async function purePixels(
  bytes: Bytes,
  kind: Kind,
  { width, height }: Header,
): Promise<Raster | null> {
  if (kind === 'webp') return null;
  try {
    if (kind === 'png') return await pngPixels(bytes);
    const { default: decode } = await import('jpeg-js/lib/decoder.js');
    const made = decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxResolutionInMP: MAX_PIXELS / 1e6,
      maxMemoryUsageInMB: MEMORY,
    });
    if (made.width !== width || made.height !== height) return null;
    return { pixels: new Uint8ClampedArray(made.data.buffer, 0, width * height * 4), width, height };
  } catch {
    return null;
  }
}
