import { concatenated, type Bytes } from '../format/bytes';
import { opusHead, packetMicros, PRE_SKIP, type Sound } from './opus';

const CLUSTER_MICROS = 10_000_000;

function idBytes(id: number): Bytes {
  const bytes: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

/** An element whose length takes four bytes, whatever it is. */
function element(id: number, ...parts: Uint8Array[]): Bytes {
  const body = concatenated(parts);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length + 0x10000000);
  return concatenated([idBytes(id), length, body]);
}

function number(id: number, value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return element(id, bytes);
}

function float(id: number, value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return element(id, bytes);
}

const text = (id: number, value: string): Bytes => element(id, new TextEncoder().encode(value));

function header(): Bytes {
  return element(
    0x1a45dfa3,
    number(0x4286, 1),
    number(0x42f7, 1),
    number(0x42f2, 4),
    number(0x42f3, 8),
    text(0x4282, 'webm'),
    number(0x4287, 4),
    number(0x4285, 2),
  );
}

function track(channels: number): Bytes {
  return element(
    0x1654ae6b,
    element(
      0xae,
      number(0xd7, 1),
      number(0x73c5, 1),
      number(0x83, 2),
      number(0x9c, 0),
      text(0x86, 'A_OPUS'),
      number(0x56aa, Math.round((PRE_SKIP * 1e6) / 48)),
      number(0x56bb, 80_000_000),
      element(0x63a2, opusHead(channels)),
      element(0xe1, float(0xb5, 48_000), number(0x9f, channels)),
    ),
  );
}

function clusters(packets: readonly Uint8Array[]): {
  readonly parts: readonly Bytes[];
  readonly micros: number;
} {
  const parts: Bytes[] = [];
  let blocks: Bytes[] = [];
  let begins = 0;
  let micros = 0;
  const close = (): void => {
    if (blocks.length > 0)
      parts.push(element(0x1f43b675, number(0xe7, Math.floor(begins / 1000)), ...blocks));
    blocks = [];
    begins = micros;
  };
  for (const packet of packets) {
    if (micros - begins >= CLUSTER_MICROS) close();
    const relative = Math.floor(micros / 1000) - Math.floor(begins / 1000);
    blocks.push(element(0xa3, Uint8Array.of(0x81, relative >> 8, relative & 255, 0x80), packet));
    micros += packetMicros(packet);
  }
  close();
  return { parts, micros };
}

/** Powers of two from 16 KiB to 1 MiB: how long somebody spoke shows to a factor of two. */
function roomFor(length: number): number {
  let room = 16 * 1024;
  while (room < length && room < 1024 * 1024) room *= 2;
  return Math.max(room, length);
}

/**
 * A file with this sound and with nothing else that varies: no names of programs, dates or track numbers that a recorder
 * drew. Padded at its end with an element that players pass over.
 */
export function writeWebm(sound: Sound): { readonly bytes: Bytes; readonly duration: number } {
  const { parts, micros } = clusters(sound.packets);
  const duration = Math.ceil(micros / 1000);
  const info = element(
    0x1549a966,
    number(0x2ad7b1, 1_000_000),
    float(0x4489, duration),
    text(0x4d80, 'u'),
    text(0x5741, 'u'),
  );
  const front = header();
  const inner = concatenated([info, track(sound.channels), ...parts]);
  const length = front.length + 8 + inner.length + 5;
  const padding = element(0xec, new Uint8Array(roomFor(length) - length));
  return { bytes: concatenated([front, element(0x18538067, inner, padding)]), duration };
}
