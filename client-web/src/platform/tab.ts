const LOCK = 'understory-store';
const CHANNEL = 'understory-tabs';
const HANDOVER_MS = 5000;

type Note = 'give-way';

/** One tab of this browser owns the store. Letting go is final for a claim. */
export interface Claim {
  release(): void;
}

function hold(options: LockOptions): Promise<Claim | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(LOCK, options, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((done) => resolve({ release: done }));
      })
      .catch(reject);
  });
}

/** Null when another tab owns the store. */
export function claimStore(): Promise<Claim | null> {
  return hold({ ifAvailable: true });
}

/** Asks the other tab to give way; null when it does not within five seconds. */
export async function takeOver(): Promise<Claim | null> {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('give-way' satisfies Note);
  channel.close();
  try {
    return await hold({ signal: AbortSignal.timeout(HANDOVER_MS) });
  } catch {
    return null;
  }
}

/** Calls back when another tab takes over. */
export function onTakeOver(giveWay: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<Note>) => {
    if (data === 'give-way') giveWay();
  });
  return () => channel.close();
}
