import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeyPlace } from './key-file';
import { openKeyFile, removeKeyFile } from './key-places';

const NAME = 'understory';
const VERSION = 2;

/** What is stored is told by the length of its place: a key, a page (its number), a row. */
const KEY_PLACE = 9;
const PAGE_PLACE = 8;

interface Schema extends DBSchema {
  /** The sealed header of the vault under "header"; under "keys", where its keys are. */
  meta: { key: string; value: Uint8Array | string };
  /** Sealed rows; the places are keyed hashes made by the core, in hex. */
  rows: { key: string; value: Uint8Array };
  /** Sealed pages of rows, by their number in hex. */
  pages: { key: string; value: Uint8Array };
  /** Sealed keys, where the browser has no file to overwrite them in. */
  keys: { key: string; value: Uint8Array };
}

export type RowChange =
  | { readonly op: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly op: 'delete'; readonly key: Uint8Array };

type Stored = readonly [Uint8Array, Uint8Array];

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const isKey = (change: RowChange): boolean => change.key.length === KEY_PLACE;

/**
 * What a vault stores on this device: opaque bytes, sealed by the core before they come here. Rows and pages lie in
 * IndexedDB, whose files keep what was deleted; the keys that open them lie in a file of their own and are overwritten
 * there. A batch is carried out in three steps, each durable before the next: new keys, one transaction of rows and
 * pages, old keys. After a loss of power in between the core destroys what is over.
 */
export class VaultStore {
  readonly #db: IDBPDatabase<Schema>;
  #keys: KeyPlace | null = null;
  #inDatabase = false;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  static async open(onLost: () => void): Promise<VaultStore> {
    const db = await openDB<Schema>(NAME, VERSION, {
      upgrade: (created) => {
        for (const name of ['meta', 'rows', 'pages', 'keys'] as const) {
          if (!created.objectStoreNames.contains(name)) created.createObjectStore(name);
        }
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: onLost,
    });
    return new VaultStore(db);
  }

  async header(): Promise<Uint8Array | null> {
    const header = await this.#db.get('meta', 'header');
    return header instanceof Uint8Array ? header : null;
  }

  /** Whether keys that are destroyed are overwritten, or only deleted from the database. */
  get overwrites(): boolean {
    return !this.#inDatabase;
  }

  /** Every key, then every row. Fails when the keys are out of reach here. */
  async *keysAndRows(): AsyncGenerator<Stored> {
    await this.#openKeys(false);
    yield* this.#inDatabase ? await this.#all('keys') : (this.#keys?.all() ?? []);
    yield* await this.#all('rows');
  }

  /** Pages, newest first, so many at a time. */
  async *pages(atOnce: number): AsyncGenerator<Stored[]> {
    let before: string | null = null;
    for (;;) {
      const range: IDBKeyRange | null = before === null ? null : IDBKeyRange.upperBound(before, true);
      const found: Stored[] = [];
      let cursor = await this.#db.transaction('pages').store.openCursor(range, 'prev');
      while (cursor !== null && found.length < atOnce) {
        before = cursor.key;
        found.push([fromHex(cursor.key), cursor.value]);
        cursor = await cursor.continue();
      }
      if (found.length === 0) return;
      yield found;
    }
  }

  /** Carries out a batch, and stores a new vault's header with its first rows. */
  async apply(changes: readonly RowChange[], header: Uint8Array | null): Promise<void> {
    if (header !== null) await this.#openKeys(true);
    const keys = this.#keys;
    if (keys !== null) {
      keys.keep(
        changes.flatMap((one) => (one.op === 'put' && isKey(one) ? [[one.key, one.value] as const] : [])),
      );
    }
    const transaction = this.#db.transaction(['meta', 'rows', 'pages', 'keys'], 'readwrite', {
      durability: 'strict',
    });
    const writes: Promise<unknown>[] = [];
    for (const change of changes) {
      if (keys !== null && isKey(change)) continue;
      const length = change.key.length;
      const name = length === KEY_PLACE ? 'keys' : length === PAGE_PLACE ? 'pages' : 'rows';
      const store = transaction.objectStore(name);
      writes.push(
        change.op === 'put' ? store.put(change.value, toHex(change.key)) : store.delete(toHex(change.key)),
      );
    }
    if (header !== null) {
      writes.push(transaction.objectStore('meta').put(header, 'header'));
      writes.push(transaction.objectStore('meta').put(this.#inDatabase ? 'database' : 'file', 'keys'));
    }
    await Promise.all([...writes, transaction.done]);
    keys?.destroy(changes.flatMap((one) => (one.op === 'delete' && isKey(one) ? [one.key] : [])));
  }

  async destroy(): Promise<void> {
    // Keys first: without them the rest is noise.
    await this.#openKeys(false).catch(() => undefined);
    this.#keys?.erase();
    this.#keys?.close();
    this.#keys = null;
    await removeKeyFile();
    // Emptied first: another connection can hold up the deletion of the database, not that of its rows.
    const names = ['meta', 'rows', 'pages', 'keys'] as const;
    const transaction = this.#db.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    this.#db.close();
    await Promise.race([deleteDB(NAME), new Promise((resolve) => setTimeout(resolve, 2000))]);
  }

  /** A vault stays with the place in which its keys were from the start. */
  async #openKeys(fresh: boolean): Promise<void> {
    if (this.#keys !== null || this.#inDatabase) return;
    const where = fresh ? null : await this.#db.get('meta', 'keys');
    this.#keys = where === 'database' ? null : await openKeyFile();
    if (this.#keys === null && where === 'file') throw new Error('the keys of this device are out of reach');
    this.#inDatabase = this.#keys === null;
    if (fresh) this.#keys?.erase();
  }

  async #all(name: 'keys' | 'rows'): Promise<Stored[]> {
    const { store } = this.#db.transaction(name);
    const [places, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return places.flatMap((place, at) => {
      const value = values[at];
      return value === undefined ? [] : [[fromHex(place), value] as const];
    });
  }
}
