import { Fault } from '../fault';
import { freed, type Bytes } from '../format/bytes';
import { CHUNK, chunkAt, chunkStart, HEADER } from '../format/layout';
import type { Sealing } from '../format/sealing';
import type { Progress } from '../types';
import type { Answer, BlobCalls } from './calls';
import { Patience, type Clock } from './patience';

/** Chunks that one request carries: 1 MiB at first, up to 4 where the way is fast. */
const FIRST_PART = 4;
const LARGEST_PART = 16;
/** A part that took less is followed by a larger one, one that took more than this by a smaller: progress is told after each. */
const QUICK_MS = 1000;
const SLOW_MS = 4000;

/** Any part of the sealed file, sealed when it is asked for. What is asked for again comes out the same. */
export class SealedParts {
  readonly #sealing: Sealing;
  readonly #file: Blob;

  constructor(sealing: Sealing, file: Blob) {
    this.#sealing = sealing;
    this.#file = file;
  }

  /** Where a part ends that begins here and has this many chunks. */
  end(from: number, chunks: number): number {
    const { layout } = this.#sealing;
    const next = chunkAt(from) + chunks;
    return next < layout.chunks ? chunkStart(next) : layout.sealed;
  }

  async part(from: number, to: number): Promise<Blob> {
    const first = chunkAt(from);
    const last = chunkAt(to - 1);
    const start = first * CHUNK;
    const plain = new Uint8Array(await this.#file.slice(start, (last + 1) * CHUNK).arrayBuffer());
    const jobs: Promise<Bytes>[] = [];
    for (let index = first; index <= last; index++) {
      const at = index * CHUNK - start;
      jobs.push(this.#sealing.chunk(index, plain.subarray(at, at + CHUNK)));
    }
    freed(plain);
    const chunks = await Promise.all(jobs);
    const begins = from < HEADER ? 0 : chunkStart(first);
    const whole = new Blob(begins === 0 ? [this.#sealing.header, ...chunks] : chunks);
    chunks.forEach(freed);
    return from === begins && to - from === whole.size ? whole : whole.slice(from - begins, to - begins);
  }
}

/** So many are sealed while one is on its way. */
const AHEAD = 2;

/** A part that is sealed, or about to be. */
interface Ahead {
  readonly from: number;
  readonly to: number;
  readonly part: Promise<Blob>;
}

export interface Place {
  readonly id: string;
  readonly token: string;
}

const IN_THE_WAY = [409, 429, 500, 502, 503, 504];

/**
 * Sends a sealed file, part by part, and goes on where the server is after whatever came between. While one part is
 * on its way the next ones are sealed. Throws a Fault; then the server may keep a torso until its bucket ends.
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
  let chunks = FIRST_PART;
  let offset = 0;
  let sent = 0;
  let ahead: Ahead[] = [];
  const current = (): Ahead => {
    while (ahead[0] !== undefined && ahead[0].from < offset) ahead.shift();
    if (ahead[0]?.from !== offset) ahead = [];
    for (let from = ahead.at(-1)?.to ?? offset; from < whole && ahead.length <= AHEAD;) {
      const to = parts.end(from, chunks);
      const begin = from;
      // One after another: what is being sealed takes several times its size.
      const part = Promise.resolve(ahead.at(-1)?.part).then(() => parts.part(begin, to));
      part.catch(() => undefined);
      ahead.push({ from, to, part });
      from = to;
    }
    return ahead[0] as Ahead;
  };
  while (offset < whole) {
    signal.throwIfAborted();
    const { to, part } = current();
    const body = await part;
    sent = Math.max(sent, to);
    const began = clock.now();
    let answer = await tried(calls.put(place.id, place.token, offset, whole, body, signal), signal);
    const fine = answer?.status === 200 || answer?.status === 201;
    if (!fine) {
      refuse(answer);
      await patience.again(answer?.wait ?? 0);
      answer = await tried(calls.written(place.id, place.token, signal), signal);
      if (answer === null || answer.status !== 200) {
        refuse(answer);
        continue;
      }
    }
    if (answer === null || answer.offset < 0 || answer.offset > sent) throw new Fault('failed', 'offset');
    const took = clock.now() - began;
    if (fine && took < QUICK_MS) chunks = Math.min(LARGEST_PART, chunks * 2);
    else if (took > SLOW_MS) chunks = Math.max(1, chunks / 2);
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
