import { describe, expect, it } from 'vitest';
import { chooseKdf, deriveKey, passphraseBytes, pbkdf2Iterations, readKdf, writeKdf } from './kdf';

const salt = '00'.repeat(16);
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('the parameters of a stored header', () => {
  it('come back as they were written', () => {
    const argon = { kdf: 'argon2id', salt, memoryKiB: 65_536, iterations: 3 } as const;
    const pbkdf2 = { kdf: 'pbkdf2-sha512', salt, memoryKiB: 0, iterations: 600_000 } as const;
    expect(readKdf(writeKdf(argon))).toEqual(argon);
    expect(readKdf(writeKdf(pbkdf2))).toEqual(pbkdf2);
  });
  it.each([
    [{ kdf: 'argon2id', salt, memoryKiB: 65_535, iterations: 3 }],
    [{ kdf: 'argon2id', salt, memoryKiB: 65_536, iterations: 2 }],
    [{ kdf: 'argon2id', salt, memoryKiB: 2 ** 30, iterations: 3 }],
    [{ kdf: 'pbkdf2-sha512', salt, memoryKiB: 0, iterations: 599_999 }],
    [{ kdf: 'pbkdf2-sha512', salt, memoryKiB: 0, iterations: 1e12 }],
    [{ kdf: 'pbkdf2-sha512', salt: '00', memoryKiB: 0, iterations: 600_000 }],
    [{ kdf: 'none', salt, memoryKiB: 0, iterations: 600_000 }],
    [null],
    ['text'],
  ])('are refused when they are weaker or out of all measure: %j', (value) => {
    expect(readKdf(bytes(value))).toBeNull();
  });
  it('are refused when they are no JSON', () => {
    expect(readKdf(new Uint8Array([255, 0]))).toBeNull();
  });
});

describe('the choice of a key derivation', () => {
  it('is Argon2id where it is quick', async () => {
    const chosen = await chooseKdf(() => new Int8Array(32));
    expect(chosen).toMatchObject({ kdf: 'argon2id', memoryKiB: 65_536, iterations: 3 });
  });
  it('is PBKDF2 where Argon2id would take more than three seconds', async () => {
    const slow = () => {
      const until = performance.now() + 80;
      while (performance.now() < until);
      return new Int8Array(32);
    };
    const chosen = await chooseKdf(slow);
    expect(chosen.kdf).toBe('pbkdf2-sha512');
    expect(chosen.iterations).toBeGreaterThanOrEqual(600_000);
  });
  it('never goes under the floor, however slow the device', () => {
    expect(pbkdf2Iterations(60_000)).toBe(600_000);
    expect(pbkdf2Iterations(50)).toBe(2_000_000);
    expect(pbkdf2Iterations(0)).toBe(20_000_000);
  });
});

describe('passphrases as bytes', () => {
  it('are the same for every way of composing a letter, and for one or two spaces', () => {
    expect(passphraseBytes(' cafe\u0301  noir ')).toEqual(passphraseBytes('caf\u00e9 noir'));
  });
  it('differ by case', () => {
    expect(passphraseBytes('A')).not.toEqual(passphraseBytes('a'));
  });
  it('give 32 bytes that depend on the salt', async () => {
    const rule = { kdf: 'pbkdf2-sha512', salt, memoryKiB: 0, iterations: 1000 } as const;
    const one = await deriveKey('x', rule, () => new Int8Array());
    const other = await deriveKey('x', { ...rule, salt: '11'.repeat(16) }, () => new Int8Array());
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(other);
  });
});
