/**
 * Typed calls over a message port: requests carry a number, answers repeat it, events carry a name. Functions of the
 * served object must take and return what structured cloning can carry.
 */

interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

type Calls<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

type Message =
  | { readonly is: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly is: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly is: 'fault'; readonly id: number; readonly message: string }
  | { readonly is: 'event'; readonly name: string; readonly args: readonly unknown[] };

export interface Remote<T> {
  readonly api: T;
  /** Fails every call that still waits, and every later one. */
  close(why: string): void;
}

/** The caller's end. */
export function remote<T extends Calls<T>, E extends object>(port: Port, events: E): Remote<T> {
  let next = 1;
  let closed: string | null = null;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (why: Error) => void }>();
  port.addEventListener('message', (event) => {
    const message = event.data as Message;
    if (message.is === 'event') {
      const handler = (events as Record<string, unknown>)[message.name];
      if (typeof handler === 'function') handler.apply(events, [...message.args]);
    } else if (message.is !== 'call') {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.is === 'answer') call?.resolve(message.value);
      else call?.reject(new Error(message.message));
    }
  });
  const call = (name: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed !== null) return reject(new Error(closed));
      const id = next++;
      waiting.set(id, { resolve, reject });
      port.postMessage({ is: 'call', id, name, args } satisfies Message);
    });
  const api = new Proxy({} as T, {
    // "then" must stay undefined, or an awaited api would look like a promise.
    get: (_, name) =>
      typeof name === 'string' && name !== 'then' ? (...args: unknown[]) => call(name, args) : undefined,
  });
  const close = (why: string): void => {
    closed = why;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  return { api, close };
}

/** The answering end: serves the functions of `api` and returns a way to tell events. */
export function serve<T extends Calls<T>, E>(
  port: Port,
  api: T,
): <K extends keyof E & string>(name: K, ...args: E[K] extends (...a: infer A) => void ? A : never) => void {
  port.addEventListener('message', (event) => {
    const message = event.data as Message;
    if (message.is !== 'call') return;
    const answer = (value: Message): void => port.postMessage(value);
    const target = Object.hasOwn(api, message.name) ? api[message.name as keyof T] : undefined;
    if (target === undefined) return answer({ is: 'fault', id: message.id, message: 'no such call' });
    Promise.resolve()
      .then(() => (target as unknown as (...args: unknown[]) => Promise<unknown>)(...message.args))
      .then(
        (value) => answer({ is: 'answer', id: message.id, value }),
        (why: unknown) =>
          answer({ is: 'fault', id: message.id, message: why instanceof Error ? why.message : 'failed' }),
      );
  });
  return (name, ...args) => port.postMessage({ is: 'event', name, args } satisfies Message);
}
