import { Fault } from '../fault';

/** How long it is tried again and nothing moves before a transfer is given up; it can be begun again by a person. */
const GIVE_UP = 60_000;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 8000;

export interface Clock {
  now(): number;
  /** Ends early, with an AbortError, when the signal says so. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(new DOMException('cancelled', 'AbortError'));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }),
};

/** Waits between tries, longer each time, until something moves again. */
export class Patience {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  /** When the first of the tries in which nothing moved failed. */
  #since: number | null = null;
  #tries = 0;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  moved(): void {
    this.#since = null;
    this.#tries = 0;
  }

  /** Before another try; `asked` is what the server wants us to wait at least. */
  async again(asked: number): Promise<void> {
    this.#signal.throwIfAborted();
    const now = this.#clock.now();
    this.#since ??= now;
    if (now - this.#since > GIVE_UP) throw new Fault('no-server');
    const wait = Math.max(asked, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries++));
    await this.#clock.sleep(wait, this.#signal);
  }
}
