import { describe, expect, it } from 'vitest';
import { unhex, type Bytes } from '../files/format/bytes';
import { read, sealed } from './archive';
import { stays } from './history';
import vectors from './vectors.json';
import type { MessageItem } from '../core/view';

const kdf = unhex(vectors.kdf) as Bytes;
const key = (): Bytes => unhex(vectors.key) as Bytes;
const bytes = async (file: Blob): Promise<Bytes> => new Uint8Array(await file.arrayBuffer());
const opened = (file: Bytes) => read(file, async () => key());

describe('a file of messages', () => {
  it('is read as the command line wrote it', async () => {
    const file = Uint8Array.from(atob(vectors.byCommandLine), (letter) => letter.charCodeAt(0));
    const kdfs: Bytes[] = [];
    const lines = await read(file, async (given) => {
      kdfs.push(given);
      return key();
    });
    expect(kdfs).toEqual([kdf]);
    expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual([
      'planted by the command line',
      'سلام ö',
    ]);
  });

  it('gives its lines in their order over several parts, and shows none of them', async () => {
    const lines = Array.from({ length: 7 }, (_, at) => `planted ${at}${'ö'.repeat(100_000)}`);
    const file = await bytes(await sealed(kdf, key(), lines));
    expect(await opened(file)).toEqual(lines);
    expect(Buffer.from(file).includes('planted')).toBe(false);
    expect(await opened(await bytes(await sealed(kdf, key(), [])))).toEqual([]);
  });

  it('is refused when a bit, its length, its order or its key is another', async () => {
    const file = await bytes(await sealed(kdf, key(), ['a'.repeat(200_000), 'b'.repeat(200_000)]));
    const first = 22 + 4 + kdf.length;
    for (const at of [0, 30, first + 5, first + 5000, file.length - 1]) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(opened(changed), String(at)).rejects.toThrow();
    }
    const length = new DataView(file.buffer).getUint32(first) + 4;
    for (const wrong of [
      file.slice(0, file.length - 1),
      file.slice(0, first + length),
      Uint8Array.of(...file.slice(-9), 0),
    ])
      await expect(opened(wrong)).rejects.toThrow();
    const swapped = new Uint8Array(file);
    swapped.set(file.subarray(first + length), first);
    swapped.set(file.subarray(first, first + length), file.length - length);
    await expect(opened(swapped)).rejects.toThrow();
    const behind = new Uint8Array(file.length + 1);
    behind.set(file);
    await expect(opened(behind)).rejects.toThrow();
    await expect(read(file, async () => new Uint8Array(32))).rejects.toThrow();
    await expect(read(file, async () => null)).rejects.toThrow();
  });
});

describe('what goes into it', () => {
  const item = { kind: 'message', expiry: 0, deleted: null, viewOnce: false } as unknown as MessageItem;
  it('is not what has expired, was deleted or can be seen once', () => {
    expect(stays(item, 1000)).toBe(true);
    expect(stays({ ...item, expiry: 1001 }, 1000)).toBe(true);
    expect(stays({ ...item, expiry: 1000 }, 1000)).toBe(false);
    expect(stays({ ...item, viewOnce: true } as MessageItem, 1000)).toBe(false);
    expect(stays({ ...item, deleted: { by: 'x', admin: false } } as unknown as MessageItem, 1000)).toBe(
      false,
    );
  });
});
