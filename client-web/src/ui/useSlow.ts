import { useEffect, useState } from 'preact/hooks';

const SLOW_MS = 300;

/** True when something has lasted long enough to be worth a word: no flashes for what is quick. */
export function useSlow(active: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!active) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [active]);
  return slow;
}
