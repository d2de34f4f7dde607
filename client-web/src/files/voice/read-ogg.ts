import { Fault } from '../fault';
import { concatenated } from '../format/bytes';
import { u32le } from '../images/limits';
import { ascii } from '../images/sniff';
import { checkedSound, MAX_PACKET, MAX_PACKETS, type Sound } from './opus';

/** The sound of an Ogg file with one Opus stream; its comments and everything else is left behind. */
export function readOgg(bytes: Uint8Array): Sound {
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let length = 0;
  let serial: number | null = null;
  for (let at = 0; at < bytes.length;) {
    if (ascii(bytes, at, 4) !== 'OggS' || bytes[at + 4] !== 0) throw new Fault('broken');
    serial ??= u32le(bytes, at + 14);
    if (serial !== u32le(bytes, at + 14)) throw new Fault('broken');
    const count = bytes[at + 26] ?? 0;
    const table = bytes.subarray(at + 27, at + 27 + count);
    at += 27 + count;
    for (const part of table) {
      if (at + part > bytes.length || packets.length > MAX_PACKETS) throw new Fault('broken');
      open.push(bytes.subarray(at, at + part));
      at += part;
      length += part;
      // The comments' packet may be long, with a picture in it; it is dropped, so only sound is held to a bound.
      if (packets.length >= 2 && length > MAX_PACKET) throw new Fault('broken');
      if (part < 255) {
        packets.push(packets.length === 1 ? new Uint8Array(0) : concatenated(open));
        open = [];
        length = 0;
      }
    }
  }
  const [head, , ...sound] = packets;
  if (head === undefined || ascii(head, 0, 8) !== 'OpusHead' || open.length > 0) throw new Fault('kind');
  return checkedSound(
    head[9] ?? 0,
    sound.filter((each) => each.length > 0),
  );
}
