import { Fault } from '../fault';
import { same, type Bytes } from './bytes';
import { HashList } from './hash-list';
import { fileKeys, nonce, type FileKeys } from './keys';
import { chunkLength, CHUNK, layout, TAG, type Layout } from './layout';

/** What of a pointer is needed to open a file. */
export interface Sealed {
  readonly key: Bytes;
  readonly size: number;
  readonly plainHash: Bytes;
  readonly sealedHash: Bytes;
}

/**
 * Opens one file. Whatever is not as its author sealed it gives the fault `corrupt` before a byte of that chunk is given out;
 * chunks before it may have been, so nothing is shown before `end`.
 */
export class Opening {
  readonly layout: Layout;
  readonly #sealed: Sealed;
  readonly #keys: FileKeys;
  readonly #plainHashes: HashList;
  readonly #sealedHashes: HashList;
  #committed = false;

  private constructor(sealed: Sealed, keys: FileKeys, of: Layout) {
    this.#sealed = sealed;
    this.#keys = keys;
    this.layout = of;
    this.#plainHashes = new HashList(of.chunks);
    this.#sealedHashes = new HashList(of.chunks);
  }

  static async begin(sealed: Sealed): Promise<Opening> {
    return new Opening(sealed, await fileKeys(sealed.key, sealed.size), layout(sealed.size));
  }

  /** First of all: whether the file was sealed with this key, and with no other that would open it too. */
  header(bytes: Bytes): void {
    if (!same(bytes, this.#keys.commitment)) throw new Fault('corrupt');
    this.#committed = true;
  }

  /** The bytes of the file in this chunk, without padding. What was sealed may be written over once this has returned. */
  async chunk(index: number, sealed: Bytes): Promise<Bytes> {
    const length = chunkLength(this.layout, index);
    if (!this.#committed || index < 0 || index >= this.layout.chunks || sealed.length !== length + TAG) {
      throw new Fault('corrupt');
    }
    const iv = nonce(index, index === this.layout.chunks - 1);
    const opening = crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#keys.cipher, sealed);
    this.#sealedHashes.add(index, sealed);
    const opened = await opening.catch(() => {
      throw new Fault('corrupt');
    });
    const plain = new Uint8Array(opened);
    const inFile = Math.max(0, Math.min(length, this.layout.size - index * CHUNK));
    for (let i = inFile; i < length; i++) if (plain[i] !== 0) throw new Fault('corrupt');
    this.#plainHashes.add(index, plain);
    return inFile === length ? plain : plain.subarray(0, inFile);
  }

  /** Last of all: whether all of it is what the message spoke of. */
  async end(): Promise<void> {
    const [plain, sealed] = await Promise.all([
      this.#plainHashes.plain(this.#sealed.size),
      this.#sealedHashes.sealed(this.#keys.commitment),
    ]);
    if (!same(sealed, this.#sealed.sealedHash) || !same(plain, this.#sealed.plainHash)) {
      throw new Fault('corrupt');
    }
  }
}
