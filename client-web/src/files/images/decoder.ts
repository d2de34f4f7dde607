import type { Bytes } from '../format/bytes';
import type { Header } from './limits';
import type { Raster } from './redact';

interface Frame {
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly visibleRect: { readonly width: number; readonly height: number } | null;
  copyTo(to: Uint8ClampedArray, how: object): Promise<readonly { offset: number; stride: number }[]>;
  close(): void;
}
interface Decoder {
  decode(how: object): Promise<{ readonly image: Frame }>;
  close(): void;
}
type DecoderClass = new (init: object) => Decoder;

/**
 * The picture's pixels without a canvas, by the browser's ImageDecoder; null where it has none, or gives another size
 * or form than is asked for.
 */
export async function decodedPixels(bytes: Bytes, type: string, header: Header): Promise<Raster | null> {
  const Class = (globalThis as { ImageDecoder?: DecoderClass }).ImageDecoder;
  if (Class === undefined) return null;
  const decoder = new Class({ type, data: bytes, preferAnimation: false });
  try {
    const { image } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true });
    const { width, height } = header;
    try {
      if (image.visibleRect?.width !== width || image.visibleRect.height !== height) return null;
      const pixels = new Uint8ClampedArray(width * height * 4);
      const layout = await image.copyTo(pixels, { format: 'RGBA', colorSpace: 'srgb' });
      if (layout.length !== 1 || layout[0]?.offset !== 0 || layout[0].stride !== width * 4) return null;
      return { pixels, width, height };
    } finally {
      image.close();
    }
  } catch {
    return null;
  } finally {
    decoder.close();
  }
}
