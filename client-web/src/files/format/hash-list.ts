import { concatenated, hash, sha256, u64, type Bytes } from './bytes';

/** Hashes of chunks, which are made beside everything else and in any order, and the hash over all of them. */
export class HashList {
  readonly #hashes: (Promise<Bytes> | undefined)[];

  constructor(chunks: number) {
    this.#hashes = new Array<Promise<Bytes> | undefined>(chunks).fill(undefined);
  }

  /** The chunk's bytes are free once this has returned. */
  add(index: number, chunk: Bytes): void {
    const hash = sha256(chunk);
    hash.catch(() => undefined);
    this.#hashes[index] = hash;
  }

  has(index: number): boolean {
    return this.#hashes[index] !== undefined;
  }

  async #list(): Promise<Bytes> {
    const whole = this.#hashes.filter((each) => each !== undefined);
    if (whole.length !== this.#hashes.length) throw new RangeError('a chunk has no hash yet');
    return concatenated(await Promise.all(whole));
  }

  async plain(size: number): Promise<Bytes> {
    return hash('file-plain', u64(size), await this.#list());
  }

  async sealed(commitment: Bytes): Promise<Bytes> {
    return hash('file-sealed', commitment, await this.#list());
  }
}
