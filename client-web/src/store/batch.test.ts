import { describe, expect, it } from 'vitest';
import { readBatch } from './batch';
import { fromHex, toHex } from './vault-store';

describe('batches of the core', () => {
  it('are read in order', () => {
    const batch = new Uint8Array([1, 2, 0xa, 0xb, 0, 0, 0, 1, 7, 2, 1, 0xc, 1, 0, 0, 0, 0, 0]);
    expect(readBatch(batch)).toEqual([
      { op: 'put', key: new Uint8Array([0xa, 0xb]), value: new Uint8Array([7]) },
      { op: 'delete', key: new Uint8Array([0xc]) },
      { op: 'put', key: new Uint8Array([]), value: new Uint8Array([]) },
    ]);
    expect(readBatch(new Uint8Array())).toEqual([]);
  });
  it.each([[[3, 0]], [[1]], [[1, 5, 0]], [[1, 0, 0, 0, 0]], [[1, 0, 255, 255, 255, 255]]])(
    'are refused when they are cut short or unknown: %j',
    (bytes) => {
      expect(() => readBatch(Uint8Array.from(bytes))).toThrow(RangeError);
    },
  );
});

describe('keys of rows', () => {
  it('come back from hex', () => {
    const key = new Uint8Array([0, 1, 0x7f, 0x80, 0xff]);
    expect(toHex(key)).toBe('00017f80ff');
    expect(fromHex(toHex(key))).toEqual(key);
  });
});
