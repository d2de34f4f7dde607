// The core of an opened page, called from inside that page by the calls that its screens make (client-web/src/core/api.ts).
//
//   await watchPage(page);                     before the page is gone to
//   await call(page, 'act', 'react', ...);     an outcome; `query` and `view` give what they read
//   await shownBlobs(page);                    pieces of every picture and file that was shown or saved, as they were in memory

/** Runs in the page before anything of it does. */
function hooks(choices) {
  const cores = [];
  const NativeWorker = globalThis.Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(address, options) {
      super(address, options);
      if (options?.name === 'core') cores.push(this);
    }
  };
  let next = 1e9; // the page's own calls count from 1
  globalThis.drillCall = (name, args) =>
    new Promise((resolve, reject) => {
      const core = cores.at(-1);
      const id = next++;
      const listen = ({ data }) => {
        if (data.id !== id) return;
        core.removeEventListener('message', listen);
        if (data.is === 'answer') resolve(data.value);
        else reject(new Error(data.message));
      };
      core.addEventListener('message', listen);
      core.postMessage({ is: 'call', id, name, args });
    });
  globalThis.drillPieces = [];
  const makeAddress = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    void blob.arrayBuffer?.().then((buffer) => {
      const bytes = new Uint8Array(buffer);
      const from = Math.max(0, Math.floor(bytes.length / 2) - 16);
      const piece = bytes.subarray(from, from + 32);
      if (new Set(piece).size > 12) {
        globalThis.drillPieces.push(Array.from(piece, (b) => b.toString(16).padStart(2, '0')).join(''));
      }
    });
    return makeAddress(blob);
  };
  globalThis.drillNotices = [];
  const NativeNotification = globalThis.Notification;
  if (NativeNotification !== undefined) {
    globalThis.Notification = class {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      close() {}
      constructor(title, options) {
        globalThis.drillNotices.push(JSON.stringify([title, options]));
        try {
          return new NativeNotification(title, options);
        } catch {
          return this;
        }
      }
    };
  }
  const visibility = Object.getOwnPropertyDescriptor(Document.prototype, 'visibilityState');
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get() {
      return globalThis.drillHidden === true ? 'hidden' : visibility.get.call(this);
    },
  });
  if (choices !== null && location.protocol.startsWith('http')) localStorage.setItem('choices', choices);
}

/** @param choices what the person chose in the settings, or null */
export async function watchPage(page, choices = null) {
  await page.evaluateOnNewDocument(hooks, choices === null ? null : JSON.stringify(choices));
}

/** A call of the core's own interface; what it answers. */
export function call(page, name, ...args) {
  return page.evaluate((what, given) => globalThis.drillCall(what, given), name, args);
}

/** An act that has to be done; throws with its code. */
export async function act(page, name, ...args) {
  const code = await call(page, 'act', name, ...args);
  if (code !== '') throw new Error(`${name} was refused: ${code}`);
}

export const query = (page, name, ...args) => call(page, 'query', name, ...args);

export const shownBlobs = (page) => page.evaluate(() => globalThis.drillPieces);
export const notices = (page) => page.evaluate(() => globalThis.drillNotices);
export const hide = (page, hidden) => page.evaluate((value) => void (globalThis.drillHidden = value), hidden);
