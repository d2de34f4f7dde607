// The keys of the server's expiry buckets while they live, as they lie beside the database (decision 18, section 2).
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export class BucketKeys {
  constructor(data) {
    this.directory = join(data, 'keys');
    /** Hex of a key, and when its bucket ends, in seconds. */
    this.all = new Map();
  }

  look() {
    for (const name of this.#names()) {
      try {
        const key = readFileSync(join(this.directory, name));
        if (key.length >= 32) this.all.set(key.subarray(key.length - 32).toString('hex'), Number(/\d+/.exec(name)[0]));
      } catch {
        // went away meanwhile
      }
    }
  }

  /** Those of buckets that have ended. */
  over() {
    const now = Date.now() / 1000;
    return [...this.all].filter(([, end]) => end < now).map(([key]) => Buffer.from(key, 'hex'));
  }

  keepCopies() {
    for (const name of this.#names()) {
      copyFileSync(join(this.directory, name), join(this.directory, `kept-${name}.before`));
    }
  }

  #names() {
    try {
      return readdirSync(this.directory).filter((name) => /^\d+\.key$/.test(name));
    } catch {
      return [];
    }
  }
}
