import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';

const NAME = 'understory';

interface Schema extends DBSchema {
  /** The sealed header of the vault, under the one key "header". */
  meta: { key: string; value: Uint8Array };
  /** Sealed rows; the keys are keyed hashes made by the core, in hex. */
  rows: { key: string; value: Uint8Array };
}

export type RowChange =
  | { readonly op: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly op: 'delete'; readonly key: Uint8Array };

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * What a vault stores on this device: opaque bytes, sealed by the core before they come here. A batch is one
 * transaction with strict durability: when {@link VaultStore.apply} is done, a loss of power does not undo it.
 */
export class VaultStore {
  readonly #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  static async open(onLost: () => void): Promise<VaultStore> {
    const db = await openDB<Schema>(NAME, 1, {
      upgrade: (created) => {
        created.createObjectStore('meta');
        created.createObjectStore('rows');
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: onLost,
    });
    return new VaultStore(db);
  }

  async header(): Promise<Uint8Array | null> {
    return (await this.#db.get('meta', 'header')) ?? null;
  }

  /** Every row, in no particular order. */
  async *rows(): AsyncGenerator<readonly [Uint8Array, Uint8Array]> {
    const transaction = this.#db.transaction('rows');
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    for (const [at, key] of keys.entries()) {
      const value = values[at];
      if (value !== undefined) yield [fromHex(key), value];
    }
  }

  /** Carries out a batch, and stores a new vault's header with its first rows. */
  async apply(changes: readonly RowChange[], header: Uint8Array | null): Promise<void> {
    const transaction = this.#db.transaction(['meta', 'rows'], 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore('rows');
    const writes: Promise<unknown>[] = changes.map((change) =>
      change.op === 'put' ? rows.put(change.value, toHex(change.key)) : rows.delete(toHex(change.key)),
    );
    if (header !== null) writes.push(transaction.objectStore('meta').put(header, 'header'));
    await Promise.all([...writes, transaction.done]);
  }

  async destroy(): Promise<void> {
    // Emptied first: another connection can hold up the deletion of the database, not that of its rows.
    const transaction = this.#db.transaction(['meta', 'rows'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      transaction.objectStore('meta').clear(),
      transaction.objectStore('rows').clear(),
      transaction.done,
    ]);
    this.#db.close();
    await Promise.race([deleteDB(NAME), new Promise((resolve) => setTimeout(resolve, 2000))]);
  }
}
