/** Six words of 7,776 are about 77 bits: more than anyone can guess, even with a copy of the disk. */
export const WORDS = 6;
export const SHORTEST = 12;

/**
 * Chosen evenly: numbers that would favour the first words are drawn again.
 *
 * @param random fills an array with random bytes
 */
export function generatePassphrase(
  words: readonly string[],
  random: (into: Uint32Array<ArrayBuffer>) => void = (into) => crypto.getRandomValues(into),
): string {
  const limit = 2 ** 32 - (2 ** 32 % words.length);
  const draw = new Uint32Array(1);
  return Array.from({ length: WORDS }, () => {
    do random(draw);
    while ((draw[0] ?? 0) >= limit);
    return words[(draw[0] ?? 0) % words.length];
  }).join(' ');
}

export type Strength = 'too-short' | 'weak' | 'fair' | 'long';

/**
 * What can honestly be said of a passphrase that a person made up: how long it is and how varied. Nobody can tell
 * whether it is a quotation.
 */
export function strengthOf(passphrase: string): Strength {
  const plain = passphrase.normalize('NFKC').trim();
  const letters = [...plain];
  if (letters.length < SHORTEST) return 'too-short';
  const varied = new Set(letters).size;
  const words = plain.split(/\s+/u).length;
  if (varied < 6) return 'weak';
  if (letters.length >= 28 && words >= 5 && varied >= 10) return 'long';
  return letters.length >= 18 && varied >= 8 ? 'fair' : 'weak';
}
