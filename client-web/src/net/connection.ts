import { backoffMs } from './backoff';

export interface ConnectionEvents {
  opened(): void;
  received(frame: Uint8Array): void;
  closed(): void;
}

/** The socket's own address must be this origin's, whatever a link or the core says. */
export function isOwnSocket(url: string, pageOrigin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, search, hash, username, password } = new URL(url);
  const page = new URL(pageOrigin);
  const wanted = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return (
    protocol === wanted &&
    host === page.host &&
    pathname === '/v1/socket' &&
    search + hash + username + password === ''
  );
}

/**
 * Keeps one WebSocket open as long as it is wanted: tries again after losses, more and more slowly, and at once when
 * the network is said to be back.
 */
export class Connection {
  readonly #events: ConnectionEvents;
  #url: string | null = null;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: ConnectionEvents) {
    this.#events = events;
  }

  want(url: string): void {
    if (this.#url === url) return;
    this.drop();
    this.#url = url;
    this.#attempt = 0;
    this.#open();
  }

  /** Closes, and stays closed. */
  drop(): void {
    this.#url = null;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) {
      socket.close();
      this.#events.closed();
    }
  }

  retryNow(): void {
    if (this.#url === null || this.#socket !== null) return;
    this.#attempt = 0;
    this.#open();
  }

  /** Frames for a socket that is gone are lost, as they would be on the way; the core repeats what matters. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #open(): void {
    if (this.#url === null) return;
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    let lived = false;
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      lived = true;
      this.#events.opened();
    });
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket !== socket) return;
      // A socket that speaks is a server that works: only then the waiting starts over.
      this.#attempt = 0;
      if (data instanceof ArrayBuffer) this.#events.received(new Uint8Array(data));
    });
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (lived) this.#events.closed();
      this.#timer = setTimeout(() => this.#open(), backoffMs(this.#attempt++, randomFraction()));
    });
  }
}

function randomFraction(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
