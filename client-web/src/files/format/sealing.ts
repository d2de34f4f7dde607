import type { Bytes } from './bytes';
import { HashList } from './hash-list';
import { fileKeys, nonce, type FileKeys } from './keys';
import { chunkLength, CHUNK, layout, type Layout } from './layout';

/** Seals one file chunk by chunk; a chunk that is sealed again (after a cut) gives the same bytes. */
export class Sealing {
  readonly layout: Layout;
  readonly #keys: FileKeys;
  readonly #plain: HashList;
  readonly #sealed: HashList;

  private constructor(keys: FileKeys, of: Layout) {
    this.#keys = keys;
    this.layout = of;
    this.#plain = new HashList(of.chunks);
    this.#sealed = new HashList(of.chunks);
  }

  /** The key must be fresh: it seals this file and no other. */
  static async begin(key: Bytes, size: number): Promise<Sealing> {
    return new Sealing(await fileKeys(key, size), layout(size));
  }

  get header(): Bytes {
    return this.#keys.commitment;
  }

  /** Takes the bytes of the file that are in this chunk, which are free once this has returned, and gives the sealed chunk. */
  async chunk(index: number, bytes: Bytes): Promise<Bytes> {
    const length = chunkLength(this.layout, index);
    const inFile = Math.max(0, Math.min(length, this.layout.size - index * CHUNK));
    if (bytes.length !== inFile) throw new RangeError('not the bytes of this chunk');
    let plain = bytes;
    if (inFile < length) {
      plain = new Uint8Array(length);
      plain.set(bytes);
    }
    const iv = nonce(index, index === this.layout.chunks - 1);
    const sealing = crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#keys.cipher, plain);
    if (!this.#plain.has(index)) this.#plain.add(index, plain);
    const sealed = new Uint8Array(await sealing);
    if (!this.#sealed.has(index)) this.#sealed.add(index, sealed);
    return sealed;
  }

  /** Over everything, once every chunk was sealed. */
  async hashes(): Promise<{ readonly plain: Bytes; readonly sealed: Bytes }> {
    const [plain, sealed] = await Promise.all([
      this.#plain.plain(this.layout.size),
      this.#sealed.sealed(this.#keys.commitment),
    ]);
    return { plain, sealed };
  }
}
