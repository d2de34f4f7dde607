import { describe, expect, it } from 'vitest';
import { Fault } from '../fault';
import { concatenated, hex, random, sha256, unhex, type Bytes } from './bytes';
import { readKey } from './keys';
import { CHUNK, chunkStart, layout, MAX_SIZE, padded, TAG } from './layout';
import { Opening, type Sealed } from './opening';
import { decodePointer, encodePointer, type Pointer } from './pointer';
import { Sealing } from './sealing';
import vectors from './vectors.json';

/** The files of the vectors: nothing random, nothing that repeats with the chunks. */
function patterned(size: number): Bytes {
  return Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8) * 3 + 1) & 255);
}

async function sealed(key: Bytes, file: Bytes): Promise<{ blob: Bytes; pointer: Sealed }> {
  const sealing = await Sealing.begin(key, file.length);
  const chunks: Bytes[] = [];
  for (let i = 0; i < sealing.layout.chunks; i++) {
    chunks.push(await sealing.chunk(i, file.slice(i * CHUNK, (i + 1) * CHUNK)));
  }
  const { plain, sealed } = await sealing.hashes();
  const pointer = { key, size: file.length, plainHash: plain, sealedHash: sealed };
  return { blob: concatenated([sealing.header, ...chunks]), pointer };
}

/** Everything it gives out before it ends or fails. */
async function opened(blob: Bytes, pointer: Sealed, given: Bytes[] = []): Promise<Bytes> {
  const opening = await Opening.begin(pointer);
  opening.header(blob.slice(0, 32));
  for (let i = 0; i < opening.layout.chunks; i++) {
    given.push(await opening.chunk(i, blob.slice(chunkStart(i), chunkStart(i + 1))));
  }
  if (blob.length !== opening.layout.sealed) throw new Fault('corrupt');
  await opening.end();
  return concatenated(given);
}

const corrupt = expect.objectContaining({ fault: 'corrupt' });

describe('the format of sealed files', () => {
  it('gives the bytes of the shared vectors', async () => {
    const made = [];
    for (const { size, key } of vectors) {
      const bytes = unhex(key) ?? new Uint8Array(0);
      const { blob, pointer } = await sealed(bytes, patterned(size));
      made.push({
        size,
        key,
        sealed_size: blob.length,
        commitment: hex(blob.slice(0, 32)),
        blob_sha256: hex(await sha256(blob)),
        plain_hash: hex(pointer.plainHash),
        sealed_hash: hex(pointer.sealedHash),
        read_key: hex(await readKey(bytes, new Uint8Array(16).fill(9))),
      });
      expect(hex(await sha256(await opened(blob, pointer)))).toBe(hex(await sha256(patterned(size))));
    }
    expect(made).toEqual(vectors);
  });

  it('comes to published sizes that are at most an eighth larger', () => {
    for (const size of [4097, 5000, 70_000, 1_000_000, 99_999_999, MAX_SIZE]) {
      expect(padded(size)).toBeGreaterThanOrEqual(size);
      expect(padded(size) / size).toBeLessThanOrEqual(1.12);
      expect(padded(padded(size))).toBe(padded(size));
    }
    expect([0, 1, 512, 513, 4096].map(padded)).toEqual([512, 512, 512, 1024, 4096]);
    expect(layout(MAX_SIZE).sealed).toBeLessThanOrEqual(2 ** 28);
  });

  it('refuses a changed bit wherever it is, before anything of that chunk is given out', async () => {
    const { blob, pointer } = await sealed(random(32), patterned(CHUNK + 700));
    for (const at of [
      0,
      31,
      32,
      5000,
      31 + CHUNK + TAG,
      32 + CHUNK + TAG,
      blob.length - 17,
      blob.length - 1,
    ]) {
      const changed = blob.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const given: Bytes[] = [];
      await expect(opened(changed, pointer, given)).rejects.toEqual(corrupt);
      expect(given.length).toBe(at < 32 + CHUNK + TAG ? 0 : 1);
    }
  });

  it('refuses truncation, a chunk more, exchanged chunks and chunks of another file', async () => {
    const key = random(32);
    const file = patterned(3 * CHUNK);
    const { blob, pointer } = await sealed(key, file);
    const chunk = (of: Bytes, i: number): Bytes => of.slice(chunkStart(i), chunkStart(i + 1));
    const head = blob.slice(0, 32);
    const [a, b, c] = [chunk(blob, 0), chunk(blob, 1), chunk(blob, 2)];
    const other = await sealed(random(32), file);
    for (const wrong of [
      [head, a, b],
      [head, a, b, c, c],
      [head, b, a, c],
      [head, a, b, b],
      [head, a, c],
      [head, a, chunk(other.blob, 1), c],
      [head, a, b, c.slice(0, -1)],
      [other.blob.slice(0, 32), a, b, c],
    ]) {
      await expect(opened(concatenated(wrong), pointer)).rejects.toEqual(corrupt);
    }
    // The shorter file that the same key sealed is another file from its first byte on.
    const shorter = await sealed(key, file.slice(0, 2 * CHUNK));
    await expect(opened(shorter.blob, pointer)).rejects.toEqual(corrupt);
    await expect(opened(shorter.blob, { ...pointer, size: 2 * CHUNK })).rejects.toEqual(corrupt);
  });

  it('refuses another key by its commitment, before any chunk is tried', async () => {
    const { blob, pointer } = await sealed(random(32), patterned(10));
    const opening = await Opening.begin({ ...pointer, key: random(32) });
    expect(() => opening.header(blob.slice(0, 32))).toThrow(Fault);
    await expect(opening.chunk(0, blob.slice(32))).rejects.toEqual(corrupt);
  });

  it('refuses a second ciphertext that the same key opens, since the hash is of the first', async () => {
    const key = random(32);
    const one = await sealed(key, patterned(600));
    const two = await sealed(key, new Uint8Array(600));
    await expect(opened(two.blob, { ...two.pointer, sealedHash: one.pointer.sealedHash })).rejects.toEqual(
      corrupt,
    );
    await expect(opened(two.blob, { ...two.pointer, plainHash: one.pointer.plainHash })).rejects.toEqual(
      corrupt,
    );
  });

  it('refuses padding that is not zeros', async () => {
    const key = random(32);
    const { pointer } = await sealed(key, patterned(100));
    // A sealer that says 512 bytes but means 100: the commitment already differs, so this one is given the right one.
    const hidden = patterned(512);
    const sealing = await Sealing.begin(key, 100);
    Object.defineProperty(sealing.layout, 'size', { value: 512 });
    const chunk = await sealing.chunk(0, hidden);
    await expect(opened(concatenated([sealing.header, chunk]), pointer)).rejects.toEqual(corrupt);
  });

  it('seals the same bytes again after a cut', async () => {
    const sealing = await Sealing.begin(random(32), 1000);
    const file = patterned(1000);
    expect(hex(await sealing.chunk(0, file))).toBe(hex(await sealing.chunk(0, file)));
  });
});

describe('a pointer', () => {
  const pointer: Pointer = {
    blob: random(16),
    key: random(32),
    size: 70_000,
    plainHash: random(32),
    sealedHash: random(32),
    name: 'Übersicht.pdf',
    mediaType: 'application/pdf',
    width: 0,
    height: 0,
    duration: 0,
    alt: '',
    thumbnail: new Uint8Array(300).fill(7),
  };

  it('comes back field by field', () => {
    expect(decodePointer(encodePointer(pointer))).toEqual(pointer);
    const picture = {
      ...pointer,
      width: 1600,
      height: 900,
      duration: 4000,
      alt: 'two people',
      size: MAX_SIZE,
    };
    expect(decodePointer(encodePointer(picture))).toEqual(picture);
  });

  it('is none when it is cut, longer, or of a format that is not known', () => {
    const bytes = encodePointer(pointer);
    for (let length = 0; length < bytes.length; length++) {
      const cut = decodePointer(bytes.slice(0, length));
      expect(cut === null || cut.thumbnail.length === 0).toBe(true);
    }
    expect(decodePointer(concatenated([bytes, Uint8Array.of(0)]))).toBeNull();
    const other = bytes.slice();
    other[1] = 2;
    expect(decodePointer(other)).toBeNull();
  });
});
