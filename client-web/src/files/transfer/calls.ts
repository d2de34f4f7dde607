/** The calls of docs/decisions/0018: nothing here knows what the bytes are. */
export interface BlobCalls {
  /** Bytes that the server has for good, of a blob that is being written. */
  written(id: string, token: string, signal: AbortSignal): Promise<Answer>;
  /** Chromium carries a Blob thirty times as fast as an array of bytes. */
  put(
    id: string,
    token: string,
    from: number,
    whole: number,
    body: Blob,
    signal: AbortSignal,
  ): Promise<Answer>;
  remove(id: string, token: string): Promise<void>;
  get(id: string, key: string, from: number, signal: AbortSignal): Promise<Response>;
}

export interface Answer {
  readonly status: number;
  /** How many bytes are written, or -1 where the answer does not say. */
  readonly offset: number;
  /** Milliseconds the server asks us to wait, or 0. */
  readonly wait: number;
}

const AGAIN_MS = 200;

const SETTINGS = {
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
} as const;

/** Seconds as the server asks for, a minute at most; 0 where it does not. */
export function waitOf(headers: Headers): number {
  const seconds = Number(headers.get('Retry-After') ?? '0');
  return Number.isFinite(seconds) ? Math.min(60, Math.max(0, seconds)) * 1000 : 0;
}

function answerOf(response: Response): Answer {
  const text = response.headers.get('Understory-Offset');
  const offset = text !== null && /^\d{1,12}$/.test(text) ? Number(text) : -1;
  return { status: response.status, offset, wait: waitOf(response.headers) };
}

const path = (id: string): string => `/v1/blob/${id}`;

export const serverCalls: BlobCalls = {
  written: async (id, token, signal) =>
    answerOf(
      await fetch(path(id), { ...SETTINGS, method: 'HEAD', headers: { 'Understory-Token': token }, signal }),
    ),
  put: async (id, token, from, whole, body, signal) => {
    const headers = {
      'Understory-Token': token,
      'Content-Range': `bytes ${from}-${from + body.size - 1}/${whole}`,
    };
    return answerOf(await fetch(path(id), { ...SETTINGS, method: 'PUT', headers, body, signal }));
  },
  remove: async (id, token) => {
    const signal = AbortSignal.timeout(5000);
    // A part that was cut off may still be being written: it is in the way until the server has seen its end.
    for (;;) {
      const headers = { 'Understory-Token': token };
      const { status } = await fetch(path(id), { ...SETTINGS, method: 'DELETE', headers, signal });
      if (status < 400 || status === 404) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  },
  get: (id, key, from, signal) =>
    fetch(path(id), {
      ...SETTINGS,
      headers: { 'Understory-Key': key, Range: `bytes=${from}-` },
      signal,
    }),
};
