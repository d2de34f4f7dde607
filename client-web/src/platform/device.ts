const HALF = 'understory.device-half';
const FAILS = 'understory.wrong-passphrases';
const HALF_BYTES = 32;

/**
 * The device's half of the key lies in localStorage, apart from the database: a service worker can't read it, and the
 * page can drop it in one statement. Null when it is not there.
 */
export function deviceHalf(): Uint8Array | null {
  const text = localStorage.getItem(HALF);
  if (text === null || !/^(?:[0-9a-f]{2}){32}$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The device's half for a store that is about to be made. */
export function makeDeviceHalf(): Uint8Array {
  const half = crypto.getRandomValues(new Uint8Array(HALF_BYTES));
  localStorage.setItem(HALF, Array.from(half, (b) => b.toString(16).padStart(2, '0')).join(''));
  return half;
}

export function forgetDevice(): void {
  localStorage.removeItem(HALF);
  localStorage.removeItem(FAILS);
}

/** Wrong passphrases in a row on this device. A reload does not start over. */
export function wrongPassphrases(): number {
  return Number(localStorage.getItem(FAILS)) || 0;
}

export function countWrongPassphrase(right: boolean): number {
  const count = right ? 0 : wrongPassphrases() + 1;
  if (count === 0) localStorage.removeItem(FAILS);
  else localStorage.setItem(FAILS, String(count));
  return count;
}

/** Two tries are free; then 2, 4, 8 ... 60 seconds. It slows a hand down, not a copy of the disk: the passphrase does. */
export function delaySeconds(wrongInARow: number): number {
  return wrongInARow <= 2 ? 0 : Math.min(60, 2 ** (wrongInARow - 2));
}

export type Persistence = 'persistent' | 'may-be-cleared' | 'unknown';

/** Asks the browser not to clear this site's data when space is short. */
export async function askForPersistence(): Promise<Persistence> {
  try {
    return (await navigator.storage.persist()) ? 'persistent' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}

export async function persistence(): Promise<Persistence> {
  try {
    return (await navigator.storage.persisted()) ? 'persistent' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}
