/** Why this browser can't run the page, or null. Each has a sentence of its own. */
export type Missing = 'secure' | 'worker' | 'storage' | 'locks' | 'crypto';

export function missing(): Missing | null {
  if (!globalThis.isSecureContext) return 'secure';
  if (typeof crypto.subtle === 'undefined') return 'crypto';
  if (typeof Worker === 'undefined') return 'worker';
  if (typeof indexedDB === 'undefined' || !hasLocalStorage()) return 'storage';
  if (typeof navigator.locks === 'undefined') return 'locks';
  return null;
}

function hasLocalStorage(): boolean {
  try {
    return typeof localStorage !== 'undefined';
  } catch {
    return false;
  }
}
