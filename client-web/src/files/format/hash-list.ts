import { concatenated, hash, u64, type Bytes } from './bytes';

/** Hashes of chunks, which may come in any order, and the hash over all of them. */
export class HashList {
  readonly #hashes: (Bytes | undefined)[];

  constructor(chunks: number) {
    this.#hashes = new Array<Bytes | undefined>(chunks).fill(undefined);
  }

  set(index: number, value: Bytes): void {
    this.#hashes[index] = value;
  }

  has(index: number): boolean {
    return this.#hashes[index] !== undefined;
  }

  #list(): Bytes {
    const whole = this.#hashes.filter((each) => each !== undefined);
    if (whole.length !== this.#hashes.length) throw new RangeError('a chunk has no hash yet');
    return concatenated(whole);
  }

  plain(size: number): Promise<Bytes> {
    return hash('file-plain', u64(size), this.#list());
  }

  sealed(commitment: Bytes): Promise<Bytes> {
    return hash('file-sealed', commitment, this.#list());
  }
}
