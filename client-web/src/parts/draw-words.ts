import { generatePassphrase } from '../core/passphrase';

/** Six words of the list, which is fetched when it is first needed. */
export async function drawWords(): Promise<string> {
  const { words } = await import('./words');
  return generatePassphrase(words);
}
