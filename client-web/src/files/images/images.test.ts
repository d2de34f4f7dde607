import { describe, expect, it } from 'vitest';
import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { orientationOf } from './exif';
import { cleanJpeg, isCleanJpeg, JFIF, readJpeg } from './jpeg';
import { isClean, proven, readPicture, stripped } from './picture';
import { encodePng, isCleanPng, readPng } from './png';
import { pngPixels } from './png-pixels';
import { fitted, scaled, upright } from './raster';
import { boxes, checkAreas, redact, type Raster } from './redact';
import { sniff, wrongEnding } from './sniff';
import { isCleanWebp, readWebp } from './webp';

const be16 = (n: number): number[] => [n >> 8, n & 255];
const bytes = (...parts: (number[] | string | Uint8Array)[]): Bytes =>
  concatenated(
    parts.map((each) => (typeof each === 'string' ? new TextEncoder().encode(each) : Uint8Array.from(each))),
  );
const segment = (marker: number, body: number[] | Uint8Array): Bytes =>
  bytes([0xff, marker], be16(body.length + 2), Uint8Array.from(body));

const QUANTISATION = segment(0xdb, [0, ...new Array<number>(64).fill(1)]);
const frame = (width: number, height: number): Bytes =>
  segment(0xc0, [8, ...be16(height), ...be16(width), 1, 1, 0x11, 0]);
const HUFFMAN = segment(0xc4, [0, 1, ...new Array<number>(15).fill(0), 0]);
const SCAN = bytes(segment(0xda, [1, 1, 0, 0, 63, 0]), [0x12, 0xff, 0x00, 0x34]);
const END = [0xff, 0xd9];

/** The shape of a JPEG; what its data say is nobody's concern here. */
function jpeg(...extra: Uint8Array[]): Bytes {
  return bytes([0xff, 0xd8], JFIF, ...extra, QUANTISATION, frame(32, 16), HUFFMAN, SCAN, END);
}

const faultOf = (call: () => unknown): string => {
  try {
    call();
    return 'none';
  } catch (why) {
    return why instanceof Fault ? why.fault : String(why);
  }
};

async function raster(width: number, height: number): Promise<{ png: Bytes; raster: Raster }> {
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : i * 7,
  );
  return { png: await encodePng(pixels, width, height), raster: { pixels, width, height } };
}

describe('what is proven clean', () => {
  it('is a JPEG of structure alone', () => {
    expect(isCleanJpeg(jpeg())).toBe(true);
    for (const dirty of [
      jpeg(segment(0xe1, [1, 2])),
      jpeg(segment(0xfe, [1, 2])),
      jpeg(segment(0xe2, [1, 2])),
      jpeg(JFIF),
      bytes(jpeg(), [0]),
      bytes(jpeg(), jpeg()),
      jpeg(bytes([0xff, 0xff, 0xff])),
      jpeg(segment(0xdb, [0, ...new Array<number>(64).fill(1), 7, 7])),
      jpeg(segment(0xdb, [0, ...new Array<number>(64).fill(1)])),
      jpeg(segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0, 9])),
      jpeg(segment(0xdd, [0, 1, 2])),
      bytes([0xff, 0xd8], segment(0xe0, [...JFIF.subarray(4, 12), 0, 72, 0, 72, 0, 0]), jpeg().subarray(20)),
      jpeg().subarray(0, -2),
    ]) {
      expect(isCleanJpeg(dirty)).toBe(false);
    }
  });

  it('is a PNG whose packed rows hide nothing', async () => {
    const { png } = await raster(20, 10);
    expect(await isCleanPng(png)).toBe(true);
    expect(await isCleanPng(bytes(png, [0]))).toBe(false);
    const wrongSum = png.slice();
    wrongSum[30] = (wrongSum[30] ?? 0) ^ 1;
    expect(await isCleanPng(wrongSum)).toBe(false);
    // A header that says fewer rows than are packed: the rest would be hidden.
    const { png: other } = await raster(20, 11);
    expect(await isCleanPng(bytes(png.subarray(0, 33), other.subarray(33)))).toBe(false);
  });

  it('is not a WebP with anything beside the picture', () => {
    const lossless = bytes('VP8L', [5, 0, 0, 0], [0x2f, 19, 0x40, 2, 0, 0]);
    const riff = (body: Uint8Array): Bytes => bytes('RIFF', [body.length + 4, 0, 0, 0], 'WEBP', body);
    expect(isCleanWebp(riff(lossless))).toBe(true);
    expect(readWebp(riff(lossless)).width).toBe(20);
    expect(isCleanWebp(bytes(riff(lossless), [0]))).toBe(false);
    expect(isCleanWebp(riff(bytes(lossless, 'XMP ', [2, 0, 0, 0], [1, 2])))).toBe(false);
    const padded = riff(lossless).slice();
    padded[padded.length - 1] = 7;
    expect(isCleanWebp(padded)).toBe(false);
  });

  it('is what leaves, or nothing does', async () => {
    const dirty = jpeg(segment(0xe1, [1, 2]), segment(0xfe, [1, 2]));
    const { kind, bytes: clean } = await proven(dirty);
    expect(kind).toBe('jpeg');
    expect(clean).toEqual(jpeg());
    const hidden = jpeg(segment(0xdb, [0, ...new Array<number>(64).fill(1), 7, 7]));
    await expect(proven(hidden)).rejects.toEqual(expect.objectContaining({ fault: 'not-clean' }));
  });
});

describe('what is refused before a decoder sees it', () => {
  it('is too large, of two sizes, or of none', () => {
    const sized = (w: number, h: number): Bytes => bytes([0xff, 0xd8], frame(w, h), SCAN, END);
    expect(faultOf(() => readJpeg(sized(65535, 65535)))).toBe('too-many-pixels');
    expect(faultOf(() => readJpeg(sized(8000, 8000)))).toBe('too-many-pixels');
    expect(faultOf(() => readJpeg(sized(16, 0)))).toBe('broken');
    expect(faultOf(() => readJpeg(jpeg(frame(8, 8))))).toBe('broken');
    expect(readJpeg(sized(7000, 7000)).width).toBe(7000);
  });

  it('is a coding that browsers do not share, or too many scans', () => {
    const lossless = bytes([0xff, 0xd8], segment(0xc3, [8, 0, 16, 0, 32, 1, 1, 0x11, 0]), SCAN, END);
    expect(faultOf(() => readJpeg(lossless))).toBe('broken');
    const many = jpeg(...new Array<Uint8Array>(130).fill(SCAN));
    expect(faultOf(() => readJpeg(many))).toBe('broken');
  });

  it('never takes longer than its bytes, whatever they are', () => {
    let state = 7;
    for (let n = 0; n < 400; n++) {
      const noise = Uint8Array.from(
        { length: 200 },
        () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24,
      );
      noise.set(
        [
          [0xff, 0xd8, 0xff],
          [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
          [0x52, 0x49, 0x46, 0x46, 180, 0, 0, 0, 0x57, 0x45, 0x42, 0x50],
        ][n % 3] ?? [],
      );
      expect(['none', 'broken', 'too-many-pixels', 'animated']).toContain(faultOf(() => readPicture(noise)));
    }
  });
});

describe('kind and orientation', () => {
  it('come from the bytes', () => {
    expect(sniff(jpeg())).toBe('jpeg');
    expect(wrongEnding('a.JPG', 'jpeg')).toBe(false);
    expect(wrongEnding('a.png', 'jpeg')).toBe(true);
    expect(wrongEnding('a', 'jpeg')).toBe(false);
  });

  it('is 1 for EXIF that is damaged in any way', () => {
    const tiff = bytes('MM', [0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    expect(orientationOf(tiff)).toBe(6);
    for (let length = 0; length < tiff.length - 2; length++)
      expect(orientationOf(tiff.subarray(0, length))).toBe(1);
    const wrong = tiff.slice();
    wrong[19] = 9;
    expect(orientationOf(wrong)).toBe(1);
  });

  it('stands upright whichever of the eight it is', () => {
    // Two rows: 1 2 3 over 4 5 6.
    const stored: Raster = {
      pixels: Uint8ClampedArray.from([1, 2, 3, 4, 5, 6].flatMap((n) => [n, 0, 0, 255])),
      width: 3,
      height: 2,
    };
    const rows = (o: number): string => {
      const { pixels, width, height } = upright(stored, o);
      const line = (y: number): string =>
        Array.from({ length: width }, (_, x) => pixels[(y * width + x) * 4]).join('');
      return Array.from({ length: height }, (_, y) => line(y)).join('/');
    };
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(rows)).toEqual([
      '123/456',
      '321/654',
      '654/321',
      '456/123',
      '14/25/36',
      '41/52/63',
      '63/52/41',
      '36/25/14',
    ]);
  });
});

describe('covering', () => {
  const blank = (): Raster => ({
    pixels: new Uint8ClampedArray(100 * 80 * 4).fill(200),
    width: 100,
    height: 80,
  });
  const black = (r: Raster, x: number, y: number): boolean => (r.pixels[(y * r.width + x) * 4] ?? 0) === 0;

  it('fills what is asked for, its margin, and whole blocks', () => {
    const made = blank();
    redact(made, [{ x: 0.4, y: 0.4, width: 0.1, height: 0.1 }], 'cover');
    expect([black(made, 32, 16), black(made, 47, 47), black(made, 31, 20), black(made, 65, 20)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('keeps only whole blocks inside of what is kept', () => {
    const made = blank();
    redact(made, [{ x: 0, y: 0, width: 0.6, height: 1 }], 'keep');
    expect([black(made, 0, 0), black(made, 20, 20), black(made, 50, 20), black(made, 99, 79)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const nothing = blank();
    redact(nothing, [], 'keep');
    expect(nothing.pixels.every((value, i) => value === (i % 4 === 3 ? 255 : 0))).toBe(true);
  });

  it('gives the same pixels whatever lay there', () => {
    const area = { x: 0.2, y: 0.2, width: 0.3, height: 0.3 };
    const [one, two] = [blank(), blank()];
    const [box] = boxes([area], 'cover', 100, 80);
    for (let y = box?.top ?? 0; y < (box?.bottom ?? 0); y++)
      two.pixels.fill(y, (y * 100 + 20) * 4, (y * 100 + 50) * 4);
    redact(one, [area], 'cover');
    redact(two, [area], 'cover');
    expect(one.pixels).toEqual(two.pixels);
  });

  it('refuses areas that are none', () => {
    for (const wrong of [NaN, -0.1, 1.1, Infinity]) {
      expect(faultOf(() => checkAreas([{ x: wrong, y: 0, width: 0.5, height: 0.5 }]))).toBe('failed');
    }
    expect(faultOf(() => checkAreas(new Array(65).fill({ x: 0, y: 0, width: 1, height: 1 })))).toBe('failed');
  });
});

describe('without a canvas', () => {
  it('a PNG decodes to what was encoded, and is packed anew without loss', async () => {
    const { png, raster: wanted } = await raster(33, 17);
    expect((await pngPixels(png)).pixels).toEqual(wanted.pixels);
    const again = await stripped(png, 'png');
    expect(await isClean(again, 'png')).toBe(true);
    expect((await pngPixels(again)).pixels).toEqual(wanted.pixels);
    expect(readPng(again).height).toBe(17);
  });

  it('a JPEG keeps its coding and loses all else', async () => {
    const dirty = jpeg(segment(0xe1, [1]), segment(0xee, [1]), segment(0xfe, [1]));
    expect(await stripped(bytes(dirty, 'behind'), 'jpeg')).toEqual(jpeg());
    const cmyk = bytes(
      [0xff, 0xd8],
      segment(0xc0, [8, 0, 1, 0, 1, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0]),
      SCAN,
      END,
    );
    expect(faultOf(() => cleanJpeg(cmyk, false))).toBe('kind');
  });

  it('pictures become smaller, never larger, and transparency white', () => {
    expect(fitted(4000, 2000, 1600)).toEqual({ width: 1600, height: 800 });
    expect(fitted(40, 20, 1600)).toEqual({ width: 40, height: 20 });
    const clear: Raster = { pixels: new Uint8ClampedArray(16 * 4), width: 4, height: 4 };
    expect(scaled(clear, 2, 2).pixels.every((value) => value === 255)).toBe(true);
  });
});
