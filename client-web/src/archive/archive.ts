/** Lines of text in a file that a passphrase opens: docs/protocol.md#archive. The same on the command line. */
import { concatenated, derived, lp, statement, u64, type Bytes } from '../files/format/bytes';
import { padded } from '../files/format/layout';

const MAGIC = new TextEncoder().encode('understory-archive-v1\n');
const PART = 1 << 18;
const MOST_PART = 1 << 21;
const MOST_KDF = 1024;
const SALT = 32;
const TAG = 16;
const LENGTH = 4;
const NO_NONCE = new Uint8Array(12);

/** The passphrase is another, or the file is not as it was written. */
export class Damaged extends Error {}

async function messageKey(key: Bytes, salt: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey']);
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info: statement('seal/archive-part') };
  const cipher = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(params, secret, cipher, false, ['encrypt', 'decrypt']);
}

function place(kdf: Bytes, index: number, last: boolean): AesGcmParams {
  const additionalData = statement('archive-part', kdf, u64(index), Uint8Array.of(last ? 1 : 0));
  return { name: 'AES-GCM', iv: NO_NONCE, additionalData };
}

async function part(key: Bytes, kdf: Bytes, index: number, last: boolean, text: string): Promise<Bytes> {
  const data = new TextEncoder().encode(text);
  const plain = new Uint8Array(padded(LENGTH + data.length));
  plain.set(lp(data));
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const sealed = await crypto.subtle.encrypt(place(kdf, index, last), await messageKey(key, salt), plain);
  plain.fill(0);
  return lp(concatenated([salt, new Uint8Array(sealed)]));
}

/**
 * A whole file.
 *
 * @param kdf how the passphrase was stretched, as it stands in the file
 * @param stretched 32 bytes
 * @param lines none with the end of a line in it
 */
export async function sealed(kdf: Bytes, stretched: Bytes, lines: readonly string[]): Promise<Blob> {
  const key = await derived(stretched, 'archive-key');
  const parts: Bytes[] = [MAGIC, lp(kdf)];
  let text = '';
  let index = 0;
  for (const line of lines) {
    if (text !== '' && text.length + line.length > PART) {
      parts.push(await part(key, kdf, index++, false, text));
      text = '';
    }
    text += `${line}\n`;
  }
  parts.push(await part(key, kdf, index, true, text));
  key.fill(0);
  return new Blob(parts, { type: 'application/octet-stream' });
}

/** Takes pieces off a file, each with its length before it. */
class Reader {
  #at = 0;
  readonly #file: Bytes;

  constructor(file: Bytes) {
    this.#file = file;
  }

  take(length: number): Bytes {
    const to = this.#at + length;
    if (to > this.#file.length) throw new Damaged();
    const bytes = this.#file.slice(this.#at, to);
    this.#at = to;
    return bytes;
  }

  some(most: number): Bytes {
    const length = new DataView(this.take(LENGTH).buffer).getUint32(0);
    if (length < 1 || length > most) throw new Damaged();
    return this.take(length);
  }

  get ended(): boolean {
    return this.#at === this.#file.length;
  }
}

function unpadded(plain: Bytes): string {
  const length = plain.length < LENGTH ? -1 : new DataView(plain.buffer).getUint32(0);
  const fits = length >= 0 && length <= plain.length - LENGTH && padded(LENGTH + length) === plain.length;
  if (!fits || plain.subarray(LENGTH + length).some((byte) => byte !== 0)) throw new Damaged();
  return new TextDecoder().decode(plain.subarray(LENGTH, LENGTH + length));
}

async function opened(
  key: Bytes,
  kdf: Bytes,
  index: number,
  last: boolean,
  bytes: Bytes,
): Promise<Bytes | null> {
  if (bytes.length < SALT + TAG) throw new Damaged();
  const cipher = await messageKey(key, bytes.slice(0, SALT));
  try {
    return new Uint8Array(await crypto.subtle.decrypt(place(kdf, index, last), cipher, bytes.slice(SALT)));
  } catch {
    return null;
  }
}

/**
 * The lines of a file; nothing of one that was cut, changed, or has anything behind it.
 *
 * @param stretch makes the passphrase into 32 bytes as the file says; null where it asks for too little or too much
 */
export async function read(
  file: Bytes,
  stretch: (kdf: Bytes) => Promise<Bytes | null>,
): Promise<readonly string[]> {
  const reader = new Reader(file);
  const magic = reader.take(MAGIC.length);
  if (magic.some((byte, at) => byte !== MAGIC[at])) throw new Damaged();
  const kdf = reader.some(MOST_KDF);
  const stretched = await stretch(kdf);
  if (stretched === null) throw new Damaged();
  const key = await derived(stretched, 'archive-key');
  stretched.fill(0);
  const lines: string[] = [];
  for (let index = 0, last = false; !last; index++) {
    const bytes = reader.some(MOST_PART);
    let plain = await opened(key, kdf, index, false, bytes);
    if (plain === null) {
      last = true;
      plain = await opened(key, kdf, index, true, bytes);
    }
    if (plain === null) throw new Damaged();
    lines.push(
      ...unpadded(plain)
        .split('\n')
        .filter((line) => line !== ''),
    );
  }
  key.fill(0);
  if (!reader.ended) throw new Damaged();
  return lines;
}
