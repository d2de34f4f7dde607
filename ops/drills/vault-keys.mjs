// The stored keys of vaults, as they lie in the private files of browser profiles: slots of 128 bytes (web client, key-file.ts).
import { readFileSync, statSync } from 'node:fs';
import { filesBelow } from '../journeys/lib/leaks.mjs';

const SLOT = 128;
const KEY_PLACE = 9;

/** The sealed keys in a file of slots; null when it is no such file. */
function keysIn(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size % SLOT !== 0 || size > 64 << 20) return null;
  const bytes = readFileSync(file);
  const keys = [];
  for (let at = 0; at < size; at += SLOT) {
    if (bytes[at] === 0) continue;
    if (bytes[at] !== KEY_PLACE || bytes[at + 1] !== 0x6b) return null;
    const from = at + 2 + KEY_PLACE;
    keys.push(bytes.subarray(from, from + 32));
  }
  return keys.length > 0 ? keys : null;
}

export class KeyFiles {
  constructor(profiles) {
    this.profiles = Object.values(profiles);
    this.stay = new Set();
    this.came = new Set();
    this.begun = false;
    this.files = new Set();
  }

  look() {
    for (const profile of this.profiles) {
      for (const file of filesBelow(profile)) {
        let keys;
        try {
          keys = keysIn(file);
        } catch {
          continue; // went away meanwhile
        }
        if (keys === null) continue;
        this.files.add(file);
        for (const key of keys) (this.begun ? this.came : this.stay).add(key.toString('hex'));
      }
    }
  }

  /** Keys that are there by now may stay. */
  begin() {
    this.begun = true;
  }

  /** Keys that came since, and are to go. */
  seen() {
    return [...this.came].filter((key) => !this.stay.has(key)).map((key) => Buffer.from(key, 'hex'));
  }

  keepCopies(copy) {
    for (const file of this.files) copy(file, `${file}.before`);
  }
}
