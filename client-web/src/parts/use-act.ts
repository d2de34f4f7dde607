import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../core/api';
import { tFor } from '../i18n/t';

export interface Acting {
  readonly busy: boolean;
  /** Why it did not work, in words. */
  readonly fault: string | null;
  /** True when done. One at a time: while one is under way others are not begun. */
  run(act: () => Promise<Outcome>): Promise<boolean>;
  say(fault: string | null): void;
}

/** Does what a person asked for, once, and knows why it was refused. */
export function useAct(): Acting {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const under = useRef(false);
  const run = async (act: () => Promise<Outcome>): Promise<boolean> => {
    if (under.current) return false;
    under.current = true;
    setBusy(true);
    setFault(null);
    const outcome = await act();
    under.current = false;
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
    return outcome === '';
  };
  return { busy, fault, run, say: setFault };
}
