import { Fault } from '../fault';
import { concatenated, type Bytes } from '../format/bytes';
import { CHUNK, HEADER, TAG } from '../format/layout';
import type { Sealing } from '../format/sealing';
import type { Progress } from '../types';
import type { Answer, BlobCalls } from './calls';
import { Patience, type Clock } from './patience';

/** Bytes that one request carries: a multiple of 64 KiB, in which the server makes them durable. */
export const PART = 4 * 1024 * 1024;
const STEP = 65_536;

/** Any part of the sealed file, sealed when it is asked for. What is asked for again comes out the same. */
export class SealedParts {
  readonly #sealing: Sealing;
  readonly #file: Blob;
  /** The chunk in which the last part ended, which the next one begins with. */
  #last: { readonly index: number; readonly bytes: Bytes } | null = null;

  constructor(sealing: Sealing, file: Blob) {
    this.#sealing = sealing;
    this.#file = file;
  }

  async part(from: number, to: number): Promise<Bytes> {
    const first = Math.max(0, Math.floor((from - HEADER) / (CHUNK + TAG)));
    const last = Math.min(this.#sealing.layout.chunks - 1, Math.floor((to - 1 - HEADER) / (CHUNK + TAG)));
    const start = first * CHUNK;
    const plain = new Uint8Array(await this.#file.slice(start, (last + 1) * CHUNK).arrayBuffer());
    const sealed: Promise<Bytes>[] = [];
    for (let index = first; index <= last; index++) {
      const at = index * CHUNK - start;
      sealed.push(
        this.#last?.index === index
          ? Promise.resolve(this.#last.bytes)
          : this.#sealing.chunk(index, plain.subarray(at, at + CHUNK)),
      );
    }
    const chunks = await Promise.all(sealed);
    const bytes = chunks.at(-1);
    this.#last = bytes === undefined ? null : { index: last, bytes };
    const begins = first === 0 && from < HEADER ? 0 : HEADER + first * (CHUNK + TAG);
    const parts = begins === 0 ? [this.#sealing.header, ...chunks] : chunks;
    const whole = concatenated(parts);
    return from === begins && to - from === whole.length ? whole : whole.subarray(from - begins, to - begins);
  }
}

export interface Place {
  readonly id: string;
  readonly token: string;
}

const IN_THE_WAY = [409, 429, 500, 502, 503, 504];

/**
 * Sends a sealed file, part by part, and goes on where the server is after whatever came between. While one part is
 * on its way the next is sealed. Throws a Fault; then the server may keep a torso until its bucket ends.
 */
export async function send(
  calls: BlobCalls,
  clock: Clock,
  place: Place,
  parts: SealedParts,
  whole: number,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<void> {
  const patience = new Patience(clock, signal);
  const endOf = (from: number): number => Math.min(whole, Math.floor(from / STEP) * STEP + PART);
  let offset = 0;
  let sent = 0;
  let next: { readonly from: number; readonly bytes: Promise<Bytes> } | null = null;
  while (offset < whole) {
    signal.throwIfAborted();
    const to = endOf(offset);
    const body = await (next?.from === offset ? next.bytes : parts.part(offset, to));
    sent = Math.max(sent, to);
    next = to < whole ? { from: to, bytes: parts.part(to, endOf(to)) } : null;
    next?.bytes.catch(() => undefined);
    let answer = await tried(calls.put(place.id, place.token, offset, whole, body, signal), signal);
    const fine = answer?.status === 200 || answer?.status === 201;
    if (!fine) {
      await next?.bytes.catch(() => undefined);
      refuse(answer);
      await patience.again(answer?.wait ?? 0);
      answer = await tried(calls.written(place.id, place.token, signal), signal);
      if (answer === null || answer.status !== 200) {
        refuse(answer);
        continue;
      }
    }
    if (answer === null || answer.offset < 0 || answer.offset > sent) throw new Fault('failed', 'offset');
    if (answer.offset > offset) patience.moved();
    else if (fine) await patience.again(0);
    offset = answer.offset;
    progress(offset / whole);
  }
}

/** Null where no answer came. */
async function tried(call: Promise<Answer>, signal: AbortSignal): Promise<Answer | null> {
  try {
    return await call;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

function refuse(answer: Answer | null): void {
  if (answer === null || IN_THE_WAY.includes(answer.status)) return;
  throw answer.status === 404 ? new Fault('gone') : new Fault('refused', String(answer.status));
}
