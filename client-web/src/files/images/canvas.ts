import { Fault } from '../fault';
import type { Bytes } from '../format/bytes';
import type { Area } from '../types';
import { turned } from './exif';
import type { Header } from './limits';
import { fitted } from './raster';
import { boxes, redact, type Mode, type Raster } from './redact';

export interface Sheet {
  readonly canvas: OffscreenCanvas;
  readonly pen: OffscreenCanvasRenderingContext2D;
}

export function sheet(width: number, height: number): Sheet {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Fault('failed', 'canvas');
  pen.imageSmoothingQuality = 'high';
  return { canvas, pen };
}

export async function encoded(canvas: OffscreenCanvas, type: string, quality?: number): Promise<Bytes> {
  const blob = await canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
  return new Uint8Array(await blob.arrayBuffer());
}

const SIDE = 64;

/** All values, each neighbour different: noise has nowhere to hide. */
function pattern(): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let i = 0; i < SIDE * SIDE; i++)
    pixels.set([(i * 37) & 255, (i * 101 + 7) & 255, (i >> 4) & 255, 255], i * 4);
  return pixels;
}

async function works(): Promise<boolean> {
  try {
    const { canvas, pen } = sheet(SIDE, SIDE);
    const wanted = pattern();
    pen.putImageData(new ImageData(wanted.slice(), SIDE, SIDE), 0, 0);
    const same = (read: ImageData): boolean => wanted.every((value, i) => read.data[i] === value);
    if (!same(pen.getImageData(0, 0, SIDE, SIDE))) return false;
    // What is encoded may be disturbed where what is read is not.
    const bitmap = await createImageBitmap(await canvas.convertToBlob({ type: 'image/png' }));
    const second = sheet(SIDE, SIDE);
    second.pen.drawImage(bitmap, 0, 0);
    bitmap.close();
    return same(second.pen.getImageData(0, 0, SIDE, SIDE));
  } catch {
    return false;
  }
}

let tested: Promise<boolean> | null = null;

/** Whether a canvas gives back what was drawn on it. Browsers that resist fingerprinting disturb it, by design. */
export function canvasWorks(): Promise<boolean> {
  tested ??= works();
  return tested;
}

function turn(pen: OffscreenCanvasRenderingContext2D, o: number, width: number, height: number): void {
  const matrices: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, width, 0],
    7: [0, -1, -1, 0, width, height],
    8: [0, -1, 1, 0, 0, height],
  };
  const matrix = matrices[o];
  if (matrix !== undefined) pen.setTransform(...matrix);
}

/** The upright picture on white, of this size. */
function drawn(bitmap: ImageBitmap, o: number, width: number, height: number): Sheet {
  const made = sheet(width, height);
  made.pen.fillStyle = '#fff';
  made.pen.fillRect(0, 0, width, height);
  turn(made.pen, o, width, height);
  const [across, down] = turned(o) ? [height, width] : [width, height];
  made.pen.drawImage(bitmap, 0, 0, across, down);
  made.pen.resetTransform();
  return made;
}

/** Fills in the picture's own pixels, before anything is scaled: what is covered reaches no pixel of what is kept. */
function filledFull(full: Sheet, areas: readonly Area[], mode: Mode): void {
  const { width, height } = full.canvas;
  const of = boxes(areas, mode, width, height);
  const { pen } = full;
  pen.fillStyle = '#000';
  pen.beginPath();
  if (mode === 'cover') {
    for (const b of of) pen.fillRect(b.left, b.top, b.right - b.left, b.bottom - b.top);
    return;
  }
  const kept = of.map((b) => pen.getImageData(b.left, b.top, b.right - b.left, b.bottom - b.top));
  pen.fillRect(0, 0, width, height);
  of.forEach((b, i) => {
    const part = kept[i];
    if (part !== undefined) pen.putImageData(part, b.left, b.top);
  });
}

/** Turned, covered, scaled: what is then encoded. */
export async function rendered(
  source: Blob,
  header: Header,
  choices: { readonly areas: readonly Area[]; readonly mode: Mode; readonly side: number },
): Promise<Sheet> {
  const bitmap = await createImageBitmap(source, { imageOrientation: 'none' }).catch(() => {
    throw new Fault('broken');
  });
  try {
    if (bitmap.width !== header.width || bitmap.height !== header.height) throw new Fault('broken');
    const swap = turned(header.orientation);
    const width = swap ? header.height : header.width;
    const height = swap ? header.width : header.height;
    const size = fitted(width, height, choices.side);
    const covers = choices.areas.length > 0 || choices.mode === 'keep';
    if (!covers) return drawn(bitmap, header.orientation, size.width, size.height);
    const full = drawn(bitmap, header.orientation, width, height);
    filledFull(full, choices.areas, choices.mode);
    const small = sheet(size.width, size.height);
    small.pen.drawImage(full.canvas, 0, 0, size.width, size.height);
    full.canvas.width = 0;
    const read = small.pen.getImageData(0, 0, size.width, size.height);
    redact(
      { pixels: read.data as Raster['pixels'], width: size.width, height: size.height },
      choices.areas,
      choices.mode,
    );
    small.pen.putImageData(read, 0, 0);
    return small;
  } finally {
    bitmap.close();
  }
}
