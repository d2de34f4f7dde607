import { Fault } from '../fault';
import { freed, type Bytes } from '../format/bytes';
import { chunkLength, chunkStart, CHUNK, HEADER, TAG } from '../format/layout';
import type { Opening } from '../format/opening';
import type { Progress } from '../types';
import { waitOf, type BlobCalls } from './calls';
import { Patience, type Clock } from './patience';
import type { Sink } from './sinks';

/** Chunks that are being opened at one time. */
const AHEAD = 8;
const NONE: Bytes = new Uint8Array(0);

/** Gathers a stream into pieces of the lengths that are asked for. A piece is there until the next is taken. */
class Pieces {
  readonly #buffer: Bytes = new Uint8Array(CHUNK + TAG);
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  #rest: Bytes = NONE;

  constructor(body: ReadableStream<Bytes>) {
    this.#reader = body.getReader();
  }

  /** Null when the stream ends before. */
  async take(length: number): Promise<Bytes | null> {
    const piece = this.#buffer.subarray(0, length);
    let at = 0;
    while (at < length) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#reader.read();
        if (done) return null;
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, length - at);
      piece.set(part, at);
      at += part.length;
      this.#rest = this.#rest.subarray(part.length);
      if (this.#rest.length === 0) freed(this.#rest);
    }
    return piece;
  }

  close(): void {
    this.#reader.cancel().catch(() => undefined);
  }
}

/** What was opened so far. */
interface State {
  committed: boolean;
  next: number;
}

async function taken(
  pieces: Pieces,
  opening: Opening,
  sink: Sink,
  state: State,
  moved: () => void,
): Promise<void> {
  if (!state.committed) {
    const header = await pieces.take(HEADER);
    if (header === null) return;
    opening.header(header);
    state.committed = true;
  }
  const { chunks } = opening.layout;
  const waiting: Promise<Bytes>[] = [];
  const first = async (): Promise<void> => {
    const bytes = await waiting.shift();
    if (bytes !== undefined) await sink.write(bytes);
    state.next++;
    moved();
  };
  for (let index = state.next; index < chunks; index++) {
    const sealed = await pieces.take(chunkLength(opening.layout, index) + TAG).catch(() => null);
    if (sealed === null) break;
    const opened = opening.chunk(index, sealed);
    opened.catch(() => undefined);
    waiting.push(opened);
    if (waiting.length >= AHEAD) await first();
  }
  while (waiting.length > 0) await first();
}

/** The answer's bytes from `from` on, or null to try again after `wait`. */
function bodyOf(response: Response, from: number, whole: number): ReadableStream<Uint8Array> | null {
  if (response.status === 404) throw new Fault('gone');
  if (response.status === 429 || response.status >= 500) return null;
  if (response.status !== 206 || response.body === null) throw new Fault('refused', String(response.status));
  if (response.headers.get('Content-Range') !== `bytes ${from}-${whole - 1}/${whole}`)
    throw new Fault('corrupt');
  return response.body;
}

/** Fetches and opens a file into the sink, and goes on after cuts from the last whole chunk. */
export async function receive(
  calls: BlobCalls,
  clock: Clock,
  place: { readonly id: string; readonly key: string },
  opening: Opening,
  sink: Sink,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<void> {
  const patience = new Patience(clock, signal);
  const { chunks, sealed } = opening.layout;
  const state: State = { committed: false, next: 0 };
  const moved = (): void => {
    patience.moved();
    progress(state.next / chunks);
  };
  while (state.next < chunks) {
    const from = state.committed ? chunkStart(state.next) : 0;
    let wait = 0;
    try {
      const response = await calls.get(place.id, place.key, from, signal);
      const body = bodyOf(response, from, sealed);
      wait = waitOf(response.headers);
      if (body !== null) {
        const pieces = new Pieces(body as ReadableStream<Bytes>);
        await taken(pieces, opening, sink, state, moved).finally(() => pieces.close());
      }
    } catch (why) {
      signal.throwIfAborted();
      if (why instanceof Fault || why instanceof DOMException) throw why;
    }
    if (state.next < chunks) await patience.again(wait);
  }
  await opening.end();
}
