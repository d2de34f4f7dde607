import { describe, expect, it } from 'vitest';
import { KeyFile, type SyncFile } from './key-file';

/** A file that remembers what is durable. */
class Disk implements SyncFile {
  bytes = new Uint8Array();
  durable = new Uint8Array();
  getSize(): number {
    return this.bytes.length;
  }
  read(into: Uint8Array, { at }: { at: number }): number {
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }
  write(from: Uint8Array, { at }: { at: number }): number {
    const grown = new Uint8Array(Math.max(this.bytes.length, at + from.length));
    grown.set(this.bytes);
    grown.set(from, at);
    this.bytes = grown;
    return from.length;
  }
  flush(): void {
    this.durable = this.bytes.slice();
  }
  close(): void {
    this.bytes = this.durable;
  }
  holds(part: Uint8Array): boolean {
    return Buffer.from(this.durable).includes(Buffer.from(part));
  }
}

const place = (number: number): Uint8Array => Uint8Array.from([0x6b, 0, 0, 0, 0, 0, 0, 0, number]);
const key = (number: number): Uint8Array => new Uint8Array(80).fill(number);

describe('the file of keys', () => {
  it('gives back after a restart what was kept', () => {
    const disk = new Disk();
    new KeyFile(disk).keep([
      [place(1), key(1)],
      [place(2), key(2)],
    ]);
    expect(new KeyFile(disk).all()).toEqual([
      [place(1), key(1)],
      [place(2), key(2)],
    ]);
  });
  it('overwrites what is destroyed, durably, before it returns', () => {
    const disk = new Disk();
    const file = new KeyFile(disk);
    file.keep([
      [place(1), key(1)],
      [place(2), key(2)],
    ]);
    expect(disk.holds(key(1))).toBe(true);
    file.destroy([place(1), place(9)]);
    expect(disk.holds(key(1))).toBe(false);
    expect(disk.holds(key(2))).toBe(true);
    expect(new KeyFile(disk).all()).toEqual([[place(2), key(2)]]);
  });
  it('uses freed places again, so that it does not grow', () => {
    const disk = new Disk();
    const file = new KeyFile(disk);
    for (let i = 0; i < 200; i++) {
      file.keep([[place(i), key(i)]]);
      file.destroy([place(i)]);
    }
    expect(disk.getSize()).toBe(128);
    expect(disk.durable.every((byte) => byte === 0)).toBe(true);
  });
  it('keeps each key within a sector, so that a torn write takes no other with it', () => {
    const disk = new Disk();
    const file = new KeyFile(disk);
    file.keep([1, 2, 3, 4, 5].map((i) => [place(i), key(i)] as const));
    expect(disk.getSize()).toBe(5 * 128);
    expect(() => file.keep([[place(6), new Uint8Array(118)]])).toThrow(RangeError);
    disk.bytes.fill(0xff, 128, 256);
    expect(new KeyFile(disk).all()).toHaveLength(4);
  });
  it('is all zeros once it was erased', () => {
    const disk = new Disk();
    const file = new KeyFile(disk);
    file.keep([[place(1), key(1)]]);
    file.erase();
    expect(disk.durable.every((byte) => byte === 0)).toBe(true);
  });
});
