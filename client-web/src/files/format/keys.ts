import { derived, sha256, u64, type Bytes } from './bytes';

/** What a file's key gives: docs/protocol.md#file-format. */
export interface FileKeys {
  readonly cipher: CryptoKey;
  /** 32 bytes at the head of the sealed file, which no other key gives. */
  readonly commitment: Bytes;
}

export async function fileKeys(key: Bytes, size: number): Promise<FileKeys> {
  const length = u64(size);
  const [bytes, commitment] = await Promise.all([
    derived(key, 'file-key', length),
    derived(key, 'file-commitment', length),
  ]);
  const imported = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return { cipher: imported, commitment };
}

/** What whoever reads the blob shows to the server. */
export function readKey(key: Bytes, blob: Bytes): Promise<Bytes> {
  return derived(key, 'blob-read', blob);
}

export async function readHash(key: Bytes, blob: Bytes): Promise<Bytes> {
  return sha256(await readKey(key, blob));
}

/** Counter and last flag: no chunk opens in another's place, and none as the last that is not. */
export function nonce(index: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(7, index);
  view.setUint8(11, last ? 1 : 0);
  return bytes;
}
