import workerAddress from '../worker/core-worker?worker&url';
import { workerUrl } from '../platform/trusted-types';
import type { CoreApi, CoreEvents, RunningCore } from './api';
import { remote } from './rpc';

/** Starts the worker that holds the core. The only place that knows the worker. */
export function startCore(events: CoreEvents): RunningCore {
  const worker = new Worker(workerUrl(workerAddress, [workerAddress]), { type: 'module', name: 'core' });
  const { api, close } = remote<CoreApi, CoreEvents>(worker, events);
  const fail = (): void => {
    close('the worker has failed');
    events.failed('engine');
  };
  worker.addEventListener('error', fail);
  worker.addEventListener('messageerror', fail);
  return {
    api,
    stop: () => {
      worker.terminate();
      close('locked');
    },
  };
}
