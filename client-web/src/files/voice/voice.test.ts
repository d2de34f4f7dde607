import { describe, expect, it } from 'vitest';
import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { packetMicros } from './opus';
import { prepareVoice } from './prepare';
import { readOgg } from './read-ogg';
import { readWebm } from './read-webm';
import { writeWebm } from './write-webm';

const text = (value: string): Bytes => new TextEncoder().encode(value);
/** Packets of 20 ms, each different. */
const packets = Array.from({ length: 120 }, (_, i) => Uint8Array.of(0x78, i, 7, 7));

function page(flags: number, parts: Uint8Array[], serial: number): Bytes {
  const head = new Uint8Array(27 + parts.length);
  head.set(text('OggS'));
  head[5] = flags;
  head[14] = serial;
  head[26] = parts.length;
  parts.forEach((part, i) => (head[27 + i] = part.length));
  return concatenated([head, ...parts]);
}

const HEAD = concatenated([text('OpusHead'), Uint8Array.of(1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0)]);
const TAGS = concatenated([text('OpusTags'), text('PLANTED Recorder 1.2, 2026-01-01, my flat')]);

const ogg = (): Bytes =>
  concatenated([
    page(2, [HEAD], 9),
    page(0, [TAGS], 9),
    page(0, packets.slice(0, 100), 9),
    page(4, packets.slice(100), 9),
  ]);

const faultOf = (call: () => unknown): string => {
  try {
    call();
    return 'none';
  } catch (why) {
    return why instanceof Fault ? why.fault : String(why);
  }
};

describe('a voice note', () => {
  it('keeps its packets and nothing else of an Ogg file', async () => {
    const made = await prepareVoice(new Blob([ogg()]));
    const bytes = new Uint8Array(await made.blob.arrayBuffer());
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('PLANTED');
    expect(made.duration).toBe(2400);
    expect(bytes.length).toBe(16_384);
    expect(readWebm(bytes)).toEqual({ channels: 1, packets });
  });

  it('is the same bytes whichever container it came in', () => {
    const first = writeWebm(readOgg(ogg())).bytes;
    expect(writeWebm(readWebm(first)).bytes).toEqual(first);
  });

  it('has a length that says little', () => {
    const of = (count: number): number =>
      writeWebm({ channels: 1, packets: Array.from({ length: count }, () => new Uint8Array(80).fill(0x78)) })
        .bytes.length;
    expect([10, 150, 200, 500, 3000].map(of)).toEqual([16_384, 16_384, 32_768, 65_536, 524_288]);
  });

  it('is refused when it is cut, laced, of two streams or of another coding', () => {
    const whole = ogg();
    for (let length = 0; length < 400; length += 7) {
      expect(faultOf(() => readOgg(whole.subarray(0, length)))).not.toBe('none');
    }
    expect(faultOf(() => readOgg(concatenated([page(2, [HEAD], 9), page(2, [HEAD], 8)])))).toBe('broken');
    const webm = writeWebm({ channels: 1, packets }).bytes;
    for (let length = 0; length < 300; length += 3) {
      expect(faultOf(() => readWebm(webm.subarray(0, length)))).not.toBe('none');
    }
    const other = webm.slice();
    other.set(text('A_VORB'), new TextDecoder('latin1').decode(webm).indexOf('A_OPUS'));
    expect(faultOf(() => readWebm(other))).toBe('kind');
  });

  it('takes its time from its packets', () => {
    expect(packetMicros(Uint8Array.of(0x78))).toBe(20_000);
    expect(packetMicros(Uint8Array.of(0x7b, 3))).toBe(60_000);
    expect(faultOf(() => packetMicros(Uint8Array.of(0x7b, 0)))).toBe('broken');
    expect(faultOf(() => packetMicros(new Uint8Array(0)))).toBe('broken');
  });
});
