/** Puts things into pictures that are not the picture: segments and chunks, byte by byte. */

type Bytes = Uint8Array<ArrayBuffer>;

export interface Planted {
  readonly name: string;
  readonly file: string;
  readonly bytes: Bytes;
  /** Must not be found in anything that leaves. */
  readonly token: string;
  readonly orientation: number;
}

const encoder = new TextEncoder();
const text = (value: string): Bytes => encoder.encode(value);

export function joined(...parts: (Uint8Array | string | number[])[]): Bytes {
  const all = parts.map((each) =>
    typeof each === 'string' ? text(each) : Array.isArray(each) ? Uint8Array.from(each) : each,
  );
  const whole = new Uint8Array(all.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of all) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}

const be16 = (n: number): number[] => [n >> 8, n & 255];
const be32 = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
const le16 = (n: number): number[] => [n & 255, n >> 8];
const le32 = (n: number): number[] => be32(n).reverse();

/** EXIF with orientation, a maker, a place in the GPS directory and a maker's note. */
export function exif(orientation: number, token: string, little: boolean): Bytes {
  const n16 = little ? le16 : be16;
  const n32 = little ? le32 : be32;
  const value = `${token}\0`;
  const entries = 5;
  const after = 8 + 2 + entries * 12 + 4;
  const gps = after + value.length + (value.length % 2);
  const entry = (tag: number, type: number, count: number, data: number[]): number[] => [
    ...n16(tag),
    ...n16(type),
    ...n32(count),
    ...data,
  ];
  return joined(
    little ? 'II' : 'MM',
    n16(42),
    n32(8),
    n16(entries),
    entry(0x010f, 2, value.length, n32(after)),
    entry(0x0112, 3, 1, [...n16(orientation), 0, 0]),
    entry(0x0132, 2, value.length, n32(after)),
    entry(0x8825, 4, 1, n32(gps)),
    entry(0x927c, 7, value.length, n32(after)),
    n32(0),
    value,
    value.length % 2 === 0 ? '' : '\0',
    n16(1),
    entry(0x001d, 2, value.length, n32(after)),
    n32(0),
  );
}

const segment = (marker: number, body: Uint8Array): Bytes =>
  joined([0xff, marker], be16(body.length + 2), body);

/** What goes behind SOI, and what goes behind EOI. */
const JPEG: Readonly<Record<string, (token: string) => { front?: Bytes; back?: Bytes }>> = {
  maker: (t) => ({ front: segment(0xe1, joined('Exif\0\0', exif(1, t, false))) }),
  xmp: (t) => ({
    front: segment(0xe1, joined('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>', t, '</x:xmpmeta>')),
  }),
  'extended xmp': (t) => ({ front: segment(0xe1, joined('http://ns.adobe.com/xmp/extension/\0', t)) }),
  iptc: (t) => ({
    front: segment(
      0xed,
      joined('Photoshop 3.0\x008BIM\x04\x04\0\0', be32(t.length + 5), [28, 2, 120], be16(t.length), t),
    ),
  }),
  icc: (t) => ({ front: segment(0xe2, joined('ICC_PROFILE\0\x01\x01', new Uint8Array(128), t)) }),
  mpf: (t) => ({
    front: segment(0xe2, joined('MPF\0MM\0*', t)),
    back: joined([0xff, 0xd8, 0xff, 0xfe], be16(t.length + 2), t, [0xff, 0xd9]),
  }),
  comment: (t) => ({ front: segment(0xfe, text(t)) }),
  jfxx: (t) => ({ front: segment(0xe0, joined('JFXX\0\x10', t)) }),
  'flir and others': (t) => ({
    front: joined(...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15].map((n) => segment(0xe0 + n, text(t)))),
  }),
  'motion photo': (t) => ({ back: joined([0, 0, 0, 24], 'ftypmp42', [0, 0, 0, 0], 'isommp42', t) }),
  'zip behind': (t) => ({ back: joined('PK\x03\x04', t, 'PK\x05\x06') }),
  'page in it': (t) => ({ front: segment(0xfe, joined('--><script>', t, '</script><!--')) }),
  'fill bytes': (t) => ({ front: joined([0xff, 0xff, 0xff], segment(0xfe, text(t))) }),
  'samsung trailer': (t) => ({ back: joined(new Uint8Array(4096), t, 'SEFT') }),
  'adobe ducky': (t) => ({ front: segment(0xec, joined('Ducky\0\x01', t)) }),
  'two of each': (t) => ({
    front: joined(
      segment(0xe1, joined('Exif\0\0', exif(1, t, true))),
      segment(0xe1, joined('Exif\0\0', exif(3, t, true))),
      segment(0xfe, text(t)),
    ),
  }),
};

/** The orientation first, since the first that a decoder finds is the one that counts. */
function jpeg(base: Uint8Array, kind: string, token: string, orientation: number): Bytes {
  const { front = new Uint8Array(0), back = new Uint8Array(0) } = JPEG[kind]?.(token) ?? {};
  const first = segment(0xe1, joined('Exif\0\0', exif(orientation, token, orientation % 2 === 0)));
  return joined(base.subarray(0, 2), first, front, base.subarray(2), back);
}

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}

export function pngChunk(type: string, body: Uint8Array): Bytes {
  const inner = joined(type, body);
  return joined(be32(body.length), inner, be32(crc32(inner)));
}

/** zlib without compression, so that the token could be found. */
function storedZlib(body: Uint8Array): Bytes {
  let a = 1;
  let b = 0;
  for (const byte of body) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return joined([0x78, 1, 1], le16(body.length), le16(body.length ^ 0xffff), body, be16(b), be16(a));
}

const PNG: Readonly<Record<string, (token: string) => { front?: Bytes; back?: Bytes; end?: Bytes }>> = {
  text: (t) => ({ front: pngChunk('tEXt', joined('Author\0', t)) }),
  'packed text': (t) => ({ front: pngChunk('zTXt', joined('Author\0\0', storedZlib(text(t)))) }),
  'xmp text': (t) => ({ end: pngChunk('iTXt', joined('XML:com.adobe.xmp\0\0\0\0\0', t)) }),
  exif: (t) => ({ front: pngChunk('eXIf', exif(1, t, true)) }),
  profile: (t) => ({
    front: pngChunk('iCCP', joined(t, '\0\0', storedZlib(joined(new Uint8Array(128), t)))),
  }),
  'time and a private chunk': (t) => ({
    end: joined(pngChunk('tIME', Uint8Array.of(7, 234, 1, 1, 1, 1, 1)), pngChunk('prVt', text(t))),
  }),
  'behind the end': (t) => ({ back: text(t) }),
  animation: (t) => ({
    front: joined(
      pngChunk('acTL', joined(be32(2), be32(0))),
      pngChunk('fcTL', joined(be32(0), be32(320), be32(200), be32(0), be32(0), be16(1), be16(10), [0, 0])),
    ),
    end: joined(
      pngChunk('fcTL', joined(be32(1), be32(320), be32(200), be32(0), be32(0), be16(1), be16(10), [0, 0])),
      pngChunk('fdAT', joined(be32(2), t)),
    ),
  }),
  'suggested palette': (t) => ({ front: pngChunk('sPLT', joined(t, '\0\x08', new Uint8Array(6))) }),
  'page behind': (t) => ({ back: joined('<html><script>', t, '</script>') }),
};

function png(base: Uint8Array, kind: string, token: string): Bytes {
  const none = new Uint8Array(0);
  const { front = none, back = none, end = none } = PNG[kind]?.(token) ?? {};
  // Signature and IHDR are 33 bytes, IEND is the last 12.
  return joined(base.subarray(0, 33), front, base.subarray(33, -12), end, base.subarray(-12), back);
}

const riff = (type: string, body: Uint8Array): Bytes =>
  joined(type, le32(body.length), body, body.length % 2 === 0 ? '' : '\0');

const WEBP: Readonly<
  Record<string, (token: string) => { flags: number; front?: Bytes; back?: Bytes; behind?: Bytes }>
> = {
  exif: (t) => ({ flags: 8, back: riff('EXIF', exif(1, t, true)) }),
  'exif with a prefix': (t) => ({ flags: 8, back: riff('EXIF', joined('Exif\0\0', exif(1, t, false))) }),
  xmp: (t) => ({ flags: 4, back: riff('XMP ', text(t)) }),
  profile: (t) => ({ flags: 32, front: riff('ICCP', joined(new Uint8Array(128), t)) }),
  'unknown chunk': (t) => ({ flags: 0, back: riff('prVt', text(t)) }),
  'behind the end': (t) => ({ flags: 0, behind: text(t) }),
};

function webp(base: Uint8Array, kind: string, token: string, width: number, height: number): Bytes {
  const none = new Uint8Array(0);
  const { flags, front = none, back = none, behind = none } = WEBP[kind]?.(token) ?? { flags: 0 };
  const chunks = base.subarray(12);
  const head = riff(
    'VP8X',
    joined([flags, 0, 0, 0], le32(width - 1).slice(0, 3), le32(height - 1).slice(0, 3)),
  );
  return joined(riff('RIFF', joined('WEBP', head, front, chunks, back)), behind);
}

export interface Bases {
  readonly jpeg: Bytes;
  readonly png: Bytes;
  readonly webp: Bytes;
  readonly width: number;
  readonly height: number;
}

/** At least 200 pictures, each with a text of its own hidden in it. */
export function planted(bases: Bases): Planted[] {
  const all: Planted[] = [];
  const add = (name: string, ending: string, orientation: number, make: (token: string) => Bytes): void => {
    const token = `PLANTED-${String(all.length % 30).padStart(2, '0')}-48.8566N-2.3522E-${all.length}`;
    all.push({ name, file: `${token}.${ending}`, bytes: make(token), token, orientation });
  };
  for (const kind of Object.keys(JPEG)) {
    for (let o = 1; o <= 8; o++) {
      add(`jpeg, ${kind}, orientation ${o}`, o === 5 ? 'png' : 'JPG', o, (t) => jpeg(bases.jpeg, kind, t, o));
    }
  }
  for (const kind of Object.keys(PNG)) {
    for (const ending of ['png', 'jpg', 'webp', 'pdf']) {
      add(`png, ${kind}, called ${ending}`, ending, 1, (t) => png(bases.png, kind, t));
    }
  }
  for (const kind of Object.keys(WEBP)) {
    for (const ending of ['webp', 'jpg', 'png', 'txt', 'heic', 'gif']) {
      add(`webp, ${kind}, called ${ending}`, ending, 1, (t) =>
        webp(bases.webp, kind, t, bases.width, bases.height),
      );
    }
  }
  return all;
}

/** What must be refused, and with what. */
export function refused(bases: Bases): { name: string; bytes: Bytes; fault: string }[] {
  const sized = (at: number, base: Uint8Array, value: number[]): Bytes => {
    const copy = joined(base);
    copy.set(value, at);
    return copy;
  };
  const frame = bases.jpeg.findIndex(
    (byte, i) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(bases.jpeg[i + 1] ?? 0),
  );
  const ihdr = (w: number, h: number): Bytes => pngChunk('IHDR', joined(be32(w), be32(h), [8, 6, 0, 0, 0]));
  const bomb = joined(bases.png.subarray(0, 8), ihdr(60_000, 60_000), bases.png.subarray(33));
  const animated = riff(
    'RIFF',
    joined(
      'WEBP',
      riff('VP8X', joined([2, 0, 0, 0], [63, 1, 0], [199, 0, 0])),
      riff('ANIM', new Uint8Array(6)),
    ),
  );
  return [
    { name: 'gif', bytes: joined('GIF89a', new Uint8Array(40)), fault: 'gif' },
    { name: 'heic', bytes: joined([0, 0, 0, 24], 'ftypheic', new Uint8Array(40)), fault: 'heic' },
    { name: 'avif', bytes: joined([0, 0, 0, 24], 'ftypavif', new Uint8Array(40)), fault: 'heic' },
    { name: 'svg', bytes: text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), fault: 'kind' },
    { name: 'pdf called jpg', bytes: text('%PDF-1.7'), fault: 'kind' },
    { name: 'nothing', bytes: new Uint8Array(0), fault: 'empty' },
    { name: 'animated webp', bytes: animated, fault: 'animated' },
    { name: 'png bomb', bytes: bomb, fault: 'too-many-pixels' },
    {
      name: 'png strip',
      bytes: joined(bases.png.subarray(0, 8), ihdr(1, 2_000_000), bases.png.subarray(33)),
      fault: 'too-many-pixels',
    },
    {
      name: 'jpeg bomb',
      bytes: sized(frame + 5, bases.jpeg, [255, 255, 255, 255]),
      fault: 'too-many-pixels',
    },
    { name: 'jpeg without height', bytes: sized(frame + 5, bases.jpeg, [0, 0]), fault: 'broken' },
    { name: 'jpeg cut off', bytes: joined(bases.jpeg.subarray(0, -2)), fault: 'broken' },
    {
      name: 'jpeg with two frames',
      bytes: joined(
        bases.jpeg.subarray(0, 2),
        bases.jpeg.subarray(frame, frame + 19),
        bases.jpeg.subarray(2),
      ),
      fault: 'broken',
    },
    { name: 'png cut off', bytes: joined(bases.png.subarray(0, -12)), fault: 'broken' },
    {
      name: 'png with two headers',
      bytes: joined(bases.png.subarray(0, 33), ihdr(9, 9), bases.png.subarray(33)),
      fault: 'broken',
    },
    { name: 'webp cut off', bytes: joined(bases.webp.subarray(0, -2)), fault: 'broken' },
  ];
}
