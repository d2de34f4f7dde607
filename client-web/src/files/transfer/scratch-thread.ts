import { Fault } from '../fault';
import { workerUrl } from '../../platform/trusted-types';
import writerAddress from './scratch-writer?worker&url';
import type { ToWriter } from './scratch-messages';

/** The thread that writes; each call gives the fault `storage` when it was not done. */
export class Writer {
  readonly #worker = new Worker(workerUrl(writerAddress, [writerAddress]), {
    type: 'module',
    name: 'scratch',
  });
  #asked: ((whole: boolean) => void)[] = [];
  #broken = false;

  constructor() {
    this.#worker.addEventListener('message', (event: MessageEvent<boolean>) =>
      this.#asked.shift()?.(event.data),
    );
    const fail = (): void => this.stop();
    this.#worker.addEventListener('error', fail);
    this.#worker.addEventListener('messageerror', fail);
  }

  async tell(message: ToWriter, given: Transferable[] = []): Promise<void> {
    const whole =
      !this.#broken &&
      (await new Promise<boolean>((resolve) => {
        this.#asked.push(resolve);
        this.#worker.postMessage(message, given);
      }));
    if (!whole) throw new Fault('storage');
  }

  stop(): void {
    this.#broken = true;
    this.#worker.terminate();
    const waiting = this.#asked;
    this.#asked = [];
    for (const answer of waiting) answer(false);
  }
}
