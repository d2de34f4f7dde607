const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before attempt n (from 0): doubling from half a second to half a minute, of which a random half
 * is taken off, so that a server that comes back is not met by everyone at once.
 *
 * @param random in [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * (0.5 + random / 2));
}
