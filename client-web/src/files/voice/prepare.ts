import { Fault } from '../fault';
import { ascii } from '../images/sniff';
import type { Prepared } from '../types';
import { MAX_RECORDING } from './opus';
import { readOgg } from './read-ogg';
import { readWebm } from './read-webm';
import { writeWebm } from './write-webm';

/** A recording in which nothing is left but the sound: its packets, in a file of our own making. */
export async function prepareVoice(recorded: Blob): Promise<Prepared> {
  if (recorded.size === 0) throw new Fault('empty');
  if (recorded.size > MAX_RECORDING) throw new Fault('too-large');
  const bytes = new Uint8Array(await recorded.arrayBuffer());
  const ebml = bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3;
  if (!ebml && ascii(bytes, 0, 4) !== 'OggS') throw new Fault('kind');
  const sound = ebml ? readWebm(bytes) : readOgg(bytes);
  const { bytes: clean, duration } = writeWebm(sound);
  return {
    ok: true,
    blob: new Blob([clean], { type: 'audio/webm' }),
    name: 'voice-note.webm',
    mediaType: 'audio/webm',
    width: 0,
    height: 0,
    duration,
    thumbnail: new Uint8Array(0),
    notices: [],
  };
}
