import type { RowChange } from './vault-store';

const PUT = 1;
const DELETE = 2;

/**
 * Reads a batch of the core: repeated `op | key length | key`, after a put `value length (u32, big endian) | value`.
 * Throws a RangeError on anything else.
 */
export function readBatch(bytes: Uint8Array): RowChange[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const changes: RowChange[] = [];
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new RangeError('a batch ends early');
    at += length;
    return bytes.slice(at - length, at);
  };
  while (at < bytes.length) {
    const op = view.getUint8(at++);
    const key = take(view.getUint8(at++));
    if (op === PUT) {
      const length = view.getUint32(at);
      at += 4;
      changes.push({ op: 'put', key, value: take(length) });
    } else if (op === DELETE) {
      changes.push({ op: 'delete', key });
    } else {
      throw new RangeError('an unknown change in a batch');
    }
  }
  return changes;
}
