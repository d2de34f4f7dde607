import { Fault } from '../fault';
import { ascii } from '../images/sniff';
import { checkedSound, MAX_PACKETS, type Sound } from './opus';

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_TYPE = 0x83;
const CODEC = 0x86;
const AUDIO = 0xe1;
const CHANNELS = 0x9f;
const CLUSTER = 0x1f43b675;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
/** Looked into; what else there is, is passed over by its length. */
const OPENED = new Set([SEGMENT, TRACKS, TRACK, AUDIO, CLUSTER, BLOCK_GROUP]);

interface Element {
  readonly id: number;
  readonly body: number;
  /** -1: until something else begins. */
  readonly length: number;
}

/** A number of 1 to 8 bytes, its length in its first bits; with the marker bit where it is an id. */
function vint(
  bytes: Uint8Array,
  at: number,
  most: number,
  withMarker: boolean,
): { value: number; size: number } {
  const first = bytes[at] ?? 0;
  const size = Math.clz32(first) - 23;
  if (size > most || at + size > bytes.length) throw new Fault('broken');
  let value = withMarker ? first : first & (0xff >> size);
  let ones = (first & (0xff >> size)) === 0xff >> size;
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i] ?? 0;
    ones &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: ones && !withMarker ? -1 : value, size };
}

function elementAt(bytes: Uint8Array, at: number): Element {
  const id = vint(bytes, at, 4, true);
  const length = vint(bytes, at + id.size, 8, false);
  return { id: id.value, body: at + id.size + length.size, length: length.value };
}

/** The packet in a block; there is one track, whatever its number. Laced blocks no recorder writes for speech. */
function packetOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const track = vint(bytes, from, 8, false);
  const flags = bytes[from + track.size + 2] ?? 0;
  if ((flags & 0x06) !== 0) throw new Fault('broken');
  return bytes.subarray(from + track.size + 3, to);
}

/** The sound of a WebM file with one Opus track; names of programs, dates, tags and everything else is left behind. */
export function readWebm(bytes: Uint8Array): Sound {
  const packets: Uint8Array[] = [];
  let channels = 1;
  let tracks = 0;
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at);
    if (OPENED.has(element.id)) {
      if (element.id === TRACK) tracks++;
      at = element.body;
      continue;
    }
    const end = element.body + element.length;
    if (element.length < 0 || end > bytes.length || packets.length > MAX_PACKETS) throw new Fault('broken');
    if (element.id === TRACK_TYPE && bytes[end - 1] !== 2) throw new Fault('kind');
    if (element.id === CODEC && ascii(bytes, element.body, element.length) !== 'A_OPUS')
      throw new Fault('kind');
    if (element.id === CHANNELS) channels = bytes[end - 1] ?? 0;
    if (element.id === SIMPLE_BLOCK || element.id === BLOCK) packets.push(packetOf(bytes, element.body, end));
    at = end;
  }
  if (tracks !== 1) throw new Fault('kind');
  return checkedSound(channels, packets);
}
