import { Fault } from '../fault';
import type { ToWriter } from './scratch-messages';

/** The thread that writes, as seen from the other end of its port; each call gives the fault `storage` when it was not done. */
export class Writer {
  readonly #port: MessagePort;
  readonly #asked: ((done: boolean) => void)[] = [];

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<boolean>) => this.#asked.shift()?.(event.data);
  }

  async tell(message: ToWriter, given: Transferable[] = []): Promise<void> {
    const done = await new Promise<boolean>((resolve) => {
      this.#asked.push(resolve);
      this.#port.postMessage(message, given);
    });
    if (!done) throw new Fault('storage');
  }
}
