import type { KdfName } from '../core/api';
import { fromHex, toHex } from '../store/vault-store';

/** How a passphrase becomes a key; stored with the vault, and authenticated by it. */
export interface KdfParameters {
  readonly kdf: KdfName;
  readonly salt: string;
  readonly iterations: number;
  /** 0 for PBKDF2. */
  readonly memoryKiB: number;
}

export type Argon2id = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  memoryKiB: number,
  iterations: number,
) => Int8Array;

const ARGON_MEMORY_KIB = 64 * 1024;
const ARGON_ITERATIONS = 3;
const ARGON_LIMIT_MS = 3000;
/** A sixteenth of the memory, once over: a forty-eighth of the work, enough to tell 0.3 s from a minute. */
const PROBE_MEMORY_KIB = 4 * 1024;
const PROBE_SHARE = (ARGON_MEMORY_KIB / PROBE_MEMORY_KIB) * ARGON_ITERATIONS;

const PBKDF2_FLOOR = 600_000;
const PBKDF2_CEILING = 20_000_000;
const PBKDF2_PROBE = 100_000;
const PBKDF2_AIM_MS = 1000;
const SALT_BYTES = 16;

/**
 * The bytes of a passphrase: composed the same on every keyboard, one space between words. Case and everything else
 * counts.
 */
export function passphraseBytes(passphrase: string): Uint8Array<ArrayBuffer> {
  const plain = passphrase.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  return new TextEncoder().encode(plain);
}

/** Iterations that take about a second where the probe took so long, never under the floor. */
export function pbkdf2Iterations(probeMs: number): number {
  const aimed = Math.round((PBKDF2_PROBE * PBKDF2_AIM_MS) / Math.max(probeMs, 1) / 10_000) * 10_000;
  return Math.min(PBKDF2_CEILING, Math.max(PBKDF2_FLOOR, aimed));
}

const freshSalt = (): string => toHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

/** The strong one. For a file that other devices open too it is chosen however slow this one is. */
export const argonKdf = (): KdfParameters => ({
  kdf: 'argon2id',
  salt: freshSalt(),
  memoryKiB: ARGON_MEMORY_KIB,
  iterations: ARGON_ITERATIONS,
});

/** Measures this device and chooses: Argon2id where it takes less than three seconds, else PBKDF2. */
export async function chooseKdf(argon2id: Argon2id): Promise<KdfParameters> {
  const probe = new Uint8Array(SALT_BYTES);
  const argonMs = timed(() => argon2id(probe, probe, PROBE_MEMORY_KIB, 1)) * PROBE_SHARE;
  if (argonMs < ARGON_LIMIT_MS) return argonKdf();
  const began = performance.now();
  await pbkdf2(probe, probe, PBKDF2_PROBE);
  const iterations = pbkdf2Iterations(performance.now() - began);
  return { kdf: 'pbkdf2-sha512', salt: freshSalt(), memoryKiB: 0, iterations };
}

/**
 * Reads the parameters of a stored header. Null unless they are at least as strong as what this client would choose:
 * a header that was made weaker is not worth an attempt, and one that was made enormous must not hang the device.
 */
export function readKdf(json: Uint8Array): KdfParameters | null {
  let read: Partial<Record<keyof KdfParameters, unknown>> | null;
  try {
    read = JSON.parse(new TextDecoder().decode(json)) as Partial<Record<keyof KdfParameters, unknown>> | null;
  } catch {
    return null;
  }
  if (read === null || typeof read !== 'object') return null;
  const { kdf, salt, iterations, memoryKiB } = read;
  if (typeof salt !== 'string' || !/^(?:[0-9a-f]{2}){16,64}$/.test(salt)) return null;
  if (typeof iterations !== 'number' || !Number.isInteger(iterations)) return null;
  if (typeof memoryKiB !== 'number' || !Number.isInteger(memoryKiB)) return null;
  if (kdf === 'argon2id') {
    const sane =
      iterations >= ARGON_ITERATIONS &&
      iterations <= 64 &&
      memoryKiB >= ARGON_MEMORY_KIB &&
      memoryKiB <= 2 ** 20;
    return sane ? { kdf, salt, iterations, memoryKiB } : null;
  }
  if (kdf === 'pbkdf2-sha512') {
    const sane = iterations >= PBKDF2_FLOOR && iterations <= PBKDF2_CEILING && memoryKiB === 0;
    return sane ? { kdf, salt, iterations, memoryKiB } : null;
  }
  return null;
}

export function writeKdf({ kdf, salt, memoryKiB, iterations }: KdfParameters): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ kdf, salt, memoryKiB, iterations }));
}

/** 32 bytes. */
export async function deriveKey(
  passphrase: string,
  parameters: KdfParameters,
  argon2id: Argon2id,
): Promise<Uint8Array> {
  const bytes = passphraseBytes(passphrase);
  const salt = fromHex(parameters.salt);
  if (parameters.kdf === 'pbkdf2-sha512') return pbkdf2(bytes, salt, parameters.iterations);
  return Uint8Array.from(argon2id(bytes, salt, parameters.memoryKiB, parameters.iterations));
}

async function pbkdf2(passphrase: Uint8Array, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(passphrase), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const rule = { name: 'PBKDF2', hash: 'SHA-512', salt: Uint8Array.from(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(rule, key, 256));
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
