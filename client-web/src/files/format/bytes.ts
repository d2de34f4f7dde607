export type Bytes = Uint8Array<ArrayBuffer>;

export function concatenated(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** docs/protocol.md#lp */
export function lp(part: Uint8Array): Bytes {
  const bytes = new Uint8Array(4 + part.length);
  new DataView(bytes.buffer).setUint32(0, part.length);
  bytes.set(part, 4);
  return bytes;
}

/** docs/protocol.md#lp */
export function statement(type: string, ...parts: Uint8Array[]): Bytes {
  return concatenated([lp(new TextEncoder().encode(`understory/v1/${type}`)), ...parts.map(lp)]);
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** docs/protocol.md#hash */
export function hash(type: string, ...parts: Uint8Array[]): Promise<Bytes> {
  return sha256(statement(type, ...parts));
}

/** docs/protocol.md#kdf */
export async function derived(secret: Bytes, type: string, ...parts: Uint8Array[]): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = statement(type, ...parts);
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, 256));
}

/** Whether they are the same, in a time that tells nothing of where they differ. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** A port whose other end is closed: what is given away through it is gone. */
function nowhere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}

let away: MessagePort | undefined;

/**
 * Gives memory back at once, and not when the browser's collector comes by. Nobody may use the bytes any more. A buffer that
 * WebCrypto or a file gave is also held by the browser's own side, in Chromium until a collection there; its own transfer
 * leaves it so, giving it to another thread does not.
 */
export function freed(bytes: Bytes): void {
  if (bytes.buffer.byteLength === 0) return;
  away ??= nowhere();
  away.postMessage(null, [bytes.buffer]);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Null unless this is hex in lower case. */
export function unhex(text: string): Bytes | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
