import { workerUrl } from '../../platform/trusted-types';
import writerAddress from './scratch-writer?worker&url';

/**
 * Starts the thread that writes opened files to the disk, and gives the port at which it listens. Only the page may do so:
 * in Firefox (ESR 140 at least) a worker that makes another waits now and then for ever, and with it every file.
 */
export function scratchThread(): { readonly worker: Worker; readonly port: MessagePort } {
  const worker = new Worker(workerUrl(writerAddress, [writerAddress]), { type: 'module', name: 'scratch' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port1]);
  return { worker, port: port2 };
}
