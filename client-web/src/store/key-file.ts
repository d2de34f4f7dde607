/** Where the keys of the vault are stored: a place in which what is destroyed is overwritten. */
export interface KeyPlace {
  all(): Iterable<readonly [Uint8Array, Uint8Array]>;
  /** Stores keys; durable when this returns. */
  keep(keys: readonly (readonly [Uint8Array, Uint8Array])[]): void;
  /** Overwrites keys; durable when this returns. */
  destroy(places: readonly Uint8Array[]): void;
  /** Overwrites everything. */
  erase(): void;
  close(): void;
}

/** The part of a synchronous file of the origin's private file system that is needed here. */
export interface SyncFile {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** Length of the place, place, length of the key, key; zeros where there is none. Never crosses a sector. */
const SLOT = 128;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * Keys in slots of one file, each overwritten in its own bytes. What a database deletes stays in its log and its free
 * pages, and what a file system deletes stays on the disk; bytes that were overwritten in place and flushed do not,
 * where the file system and the disk write in place.
 */
export class KeyFile implements KeyPlace {
  readonly #file: SyncFile;
  readonly #slots = new Map<string, number>();
  readonly #kept: [Uint8Array, Uint8Array][] = [];
  readonly #free: number[] = [];
  #count: number;

  constructor(file: SyncFile) {
    this.#file = file;
    this.#count = Math.ceil(file.getSize() / SLOT);
    const bytes = new Uint8Array(this.#count * SLOT);
    file.read(bytes, { at: 0 });
    for (let slot = 0; slot < this.#count; slot++) {
      const read = readSlot(bytes.subarray(slot * SLOT, (slot + 1) * SLOT));
      if (read === null) {
        this.#free.push(slot);
      } else {
        this.#slots.set(hex(read[0]), slot);
        this.#kept.push(read);
      }
    }
  }

  /** What was stored when the file was opened; given once. */
  all(): readonly (readonly [Uint8Array, Uint8Array])[] {
    return this.#kept.splice(0);
  }

  keep(keys: readonly (readonly [Uint8Array, Uint8Array])[]): void {
    for (const [place, value] of keys) {
      const name = hex(place);
      const slot = this.#slots.get(name) ?? this.#free.pop() ?? this.#count++;
      this.#write(slot, writeSlot(place, value));
      this.#slots.set(name, slot);
    }
    if (keys.length > 0) this.#file.flush();
  }

  destroy(places: readonly Uint8Array[]): void {
    const freed: number[] = [];
    for (const place of places) {
      const slot = this.#slots.get(hex(place));
      if (slot === undefined) continue;
      this.#write(slot, new Uint8Array(SLOT));
      this.#slots.delete(hex(place));
      freed.push(slot);
    }
    if (freed.length > 0) this.#file.flush();
    this.#free.push(...freed);
  }

  erase(): void {
    for (let slot = 0; slot < this.#count; slot++) this.#write(slot, new Uint8Array(SLOT));
    this.#file.flush();
    this.#slots.clear();
  }

  close(): void {
    this.#file.close();
  }

  #write(slot: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#file.write(bytes, { at: slot * SLOT }) !== SLOT) throw new Error('a key was not stored');
  }
}

function writeSlot(place: Uint8Array, value: Uint8Array): Uint8Array<ArrayBuffer> {
  if (place.length < 1 || 2 + place.length + value.length > SLOT) throw new RangeError('no key of a vault');
  const slot = new Uint8Array(SLOT);
  slot[0] = place.length;
  slot.set(place, 1);
  slot[1 + place.length] = value.length;
  slot.set(value, 2 + place.length);
  return slot;
}

function readSlot(slot: Uint8Array): [Uint8Array, Uint8Array] | null {
  const place = slot[0] ?? 0;
  const value = slot[1 + place] ?? 0;
  if (place === 0 || 2 + place + value > SLOT) return null;
  return [slot.slice(1, 1 + place), slot.slice(2 + place, 2 + place + value)];
}
