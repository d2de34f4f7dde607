import type { Failure, FileFault } from './types';

/** The one error inside the worker; it leaves as a Failure. */
export class Fault extends Error {
  readonly fault: FileFault;
  readonly detail: string | undefined;

  constructor(fault: FileFault, detail?: string) {
    super(fault);
    this.fault = fault;
    this.detail = detail;
  }
}

export function failure(why: unknown): Failure {
  if (why instanceof Fault) {
    return { ok: false, fault: why.fault, ...(why.detail === undefined ? {} : { detail: why.detail }) };
  }
  if (why instanceof DOMException && why.name === 'AbortError') return { ok: false, fault: 'cancelled' };
  if (why instanceof DOMException && why.name === 'QuotaExceededError')
    return { ok: false, fault: 'storage' };
  return { ok: false, fault: 'failed' };
}
