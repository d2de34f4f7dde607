import { Fault } from '../fault';

/** What of a recording is sound: Opus packets in order, one or two channels. */
export interface Sound {
  readonly channels: number;
  readonly packets: readonly Uint8Array[];
}

/** Of a recording as the recorder made it, and its packets: an hour of 20 ms. */
export const MAX_RECORDING = 32 * 1024 * 1024;
export const MAX_PACKETS = 200_000;
export const MAX_PACKET = 61_298;

/** Frame lengths in microseconds, by the first five bits of a packet (RFC 6716, 3.1). */
function frameMicros(config: number): number {
  if (config < 12) return [10_000, 20_000, 40_000, 60_000][config % 4] ?? 0;
  if (config < 16) return [10_000, 20_000][config % 2] ?? 0;
  return [2500, 5000, 10_000, 20_000][config % 4] ?? 0;
}

/** How long a packet sounds, in microseconds. */
export function packetMicros(packet: Uint8Array): number {
  const first = packet[0];
  if (first === undefined || packet.length > MAX_PACKET) throw new Fault('broken');
  const code = first & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  const micros = frames * frameMicros(first >> 3);
  if (micros <= 0 || micros > 120_000) throw new Fault('broken');
  return micros;
}

export function checkedSound(channels: number, packets: readonly Uint8Array[]): Sound {
  if (channels < 1 || channels > 2 || packets.length === 0) throw new Fault('kind');
  return { channels, packets };
}

/** What decoders are told at the start: always the same, but for the channels. */
export function opusHead(channels: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(19);
  head.set(new TextEncoder().encode('OpusHead'));
  const view = new DataView(head.buffer);
  head[8] = 1;
  head[9] = channels;
  view.setUint16(10, PRE_SKIP, true);
  view.setUint32(12, 48_000, true);
  return head;
}

/** Samples of 48 kHz that a decoder drops at the start. */
export const PRE_SKIP = 312;
