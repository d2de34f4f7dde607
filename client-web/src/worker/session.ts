import { Connection, isOwnSocket } from '../net/connection';
import { readBatch } from '../store/batch';
import type { VaultStore } from '../store/vault-store';
import type { Engine } from './engine';

const NONE = 0;
const SEND = 1;
const PERSIST = 2;
const CONNECT = 3;
const DISCONNECT = 4;
const CHANGED = 5;
const WIPE = 6;

/** What disappears is gone within half a second of its time. */
const TICK_MS = 500;
/** Between two tellings that something changed. */
const CHANGED_AFTER_MS = 30;

export interface SessionEvents {
  changed(): void;
  wiped(why: string): void;
  failed(what: 'storage' | 'engine'): void;
}

/**
 * An opened vault at work: feeds the engine with what happens and carries out its effects, strictly in order, each
 * batch stored before anything that follows it leaves this device.
 */
export class Session {
  readonly #engine: Engine;
  readonly #store: VaultStore;
  readonly #events: SessionEvents;
  readonly #connection: Connection;
  readonly #origin: string;
  readonly #begins: boolean;
  #header: Uint8Array | null;
  #draining: Promise<void> | null = null;
  #again = false;
  #over = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  /** @param header of a vault that was just made: stored with its first rows; else null */
  constructor(
    engine: Engine,
    store: VaultStore,
    origin: string,
    header: Uint8Array | null,
    events: SessionEvents,
  ) {
    this.#engine = engine;
    this.#store = store;
    this.#origin = origin;
    this.#header = header;
    this.#begins = header !== null;
    this.#events = events;
    this.#connection = new Connection({
      opened: () => this.#happened((now) => engine.connected(now)),
      received: (frame) => this.#happened((now) => engine.received(frame, now)),
      closed: () => this.#happened((now) => engine.disconnected(now)),
    });
  }

  begin(): void {
    this.#ticking = setInterval(() => this.#happened((now) => this.#engine.tick(now)), TICK_MS);
  }

  /** Asks the engine for something; done when its effects are, so that what it stored is stored. */
  async act(call: (now: number) => string): Promise<string> {
    if (this.#over) return 'storage';
    const outcome = call(Date.now());
    await this.#drain();
    return this.#over ? 'storage' : outcome;
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  stop(): void {
    this.#over = true;
    clearInterval(this.#ticking);
    clearTimeout(this.#telling);
    this.#connection.drop();
  }

  #happened(tell: (now: number) => void): void {
    if (this.#over) return;
    try {
      tell(Date.now());
    } catch {
      // A trap leaves the engine in an unknown state: nothing more may leave it.
      this.#fail('engine');
      return;
    }
    void this.#drain();
  }

  /** What happens while effects are being carried out is carried out in the same go. */
  #drain(): Promise<void> {
    this.#again = true;
    this.#draining ??= this.#drainAll();
    return this.#draining;
  }

  async #drainAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#carryOut();
    }
    this.#draining = null;
  }

  async #carryOut(): Promise<void> {
    while (!this.#over) {
      const effect = this.#engine.nextEffect();
      if (effect === NONE) return;
      if (effect === PERSIST) await this.#persist(unsigned(this.#engine.effectBytes()));
      else if (effect === SEND) this.#connection.send(unsigned(this.#engine.effectBytes()));
      else if (effect === CONNECT) this.#connect(this.#engine.effectText());
      else if (effect === DISCONNECT) this.#connection.drop();
      else if (effect === CHANGED) this.#changed();
      else if (effect === WIPE) await this.#wipe();
      else this.#fail('engine');
    }
  }

  async #persist(batch: Uint8Array): Promise<void> {
    try {
      await this.#store.apply(readBatch(batch), this.#header);
      this.#header = null;
    } catch {
      this.#fail('storage');
    }
  }

  #connect(url: string): void {
    // The page can only reach its own server. A link to another one must fail loudly, not by silence; a group that has
    // moved away stays to be read here, and the page says where it is.
    if (isOwnSocket(url, this.#origin)) this.#connection.want(url);
    else if (this.#begins) this.#fail('engine');
    else this.#connection.drop();
  }

  #changed(): void {
    // The first change is told at once; of many in a row, what came together.
    this.#telling ??= setTimeout(
      () => {
        this.#telling = undefined;
        this.#toldAt = performance.now();
        this.#events.changed();
      },
      Math.max(0, this.#toldAt + CHANGED_AFTER_MS - performance.now()),
    );
  }

  async #wipe(): Promise<void> {
    const view = JSON.parse(this.#engine.view()) as { readonly problem: { readonly code: string } | null };
    this.stop();
    await this.#store.destroy();
    this.#events.wiped(view.problem?.code ?? '');
  }

  #fail(what: 'storage' | 'engine'): void {
    this.stop();
    this.#events.failed(what);
  }
}

/** The engine's bytes are signed; the same memory, read as unsigned. */
export function unsigned(bytes: Int8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (b) => b & 0xff);
}
