// The core that is shipped, given a group's whole history: by a newcomer, and by a browser that has it stored.
import { taken } from "./timing.js";

const SEND = 1;
const PERSIST = 2;
const STORE = "rows";

const bytes = (hex) => Int8Array.from(hex.match(/../g) ?? [], (each) => Number.parseInt(each, 16));
const hex = (array) => Array.from(array, (each) => (each & 0xff).toString(16).padStart(2, "0")).join("");

let core;
let keys;
let vault;
/** What the device has stored, by the key's hexadecimal digits. */
let stored;

const loaders = {
  wasm: async () => {
    const { loadCore } = await import("/core/loader.js");
    const { exports, runtime } = await loadCore({
      wasmUrl: `${location.origin}/core/engine.wasm`,
      runtimeUrl: `${location.origin}/core/engine.wasm-runtime.js`,
      jsUrl: `${location.origin}/core/engine.js`,
      nobleUrl: `${location.origin}/core/primitives.noble.js`,
    });
    if (runtime !== "wasm") {
      throw new Error("this browser has no WebAssembly that the core can use");
    }
    return exports;
  },
  javascript: async () => {
    const [engine, noble] = await Promise.all([import("/core/engine.js"), import("/core/primitives.noble.js")]);
    engine.install(noble.host);
    const wrong = engine.wrongAnswers();
    if (wrong !== "") {
      throw new Error(`the core computes wrongly: ${wrong}`);
    }
    return engine;
  },
};

export async function load(runtime) {
  core = await loaders[runtime]();
}

/** The device that is measured. */
export function device(given) {
  vault = given;
  keys = { header: bytes(vault.header), half: bytes(vault.half) };
}

/** Takes that device as it was when it had asked to join and went away. */
export function begin(given) {
  device(given);
  stored = new Map(vault.rows.map(([key, value]) => [key, bytes(value)]));
  open([...stored].map(([key, value]) => [bytes(key), value]));
}

function open(rows) {
  const refused = core.openVault(keys.header, new Int8Array(32), keys.half);
  if (refused !== "") {
    throw new Error(refused);
  }
  rows.forEach(([key, value]) => core.row(key, value));
  core.loaded(vault.now);
}

function store(batch) {
  const numbers = new DataView(batch.buffer, batch.byteOffset, batch.length);
  for (let at = 0; at < batch.length; ) {
    const isPut = batch[at] === 1;
    const end = at + 2 + (batch[at + 1] & 0xff);
    const key = hex(batch.subarray(at + 2, end));
    at = end;
    if (isPut) {
      const length = numbers.getUint32(at);
      stored.set(key, batch.slice(at + 4, at + 4 + length));
      at += 4 + length;
    } else {
      stored.delete(key);
    }
  }
}

/** What the core wants now; the frames among it. */
function effects() {
  const frames = [];
  const batches = [];
  for (let kind = core.nextEffect(); kind !== 0; kind = core.nextEffect()) {
    if (kind === SEND) {
      frames.push(core.effectBytes());
    } else if (kind === PERSIST) {
      batches.push(core.effectBytes());
    }
  }
  return { frames, batches };
}

/** Lets the core do something; how long it took, and the frames that go out. */
async function turn(act) {
  let made;
  const value = await taken(() => {
    act();
    made = effects();
  });
  made.batches.forEach(store);
  return { value, answers: made.frames.map(hex) };
}

export const connect = () => turn(() => core.connected(vault.now));

export function receive(frames) {
  const arrays = frames.map(bytes);
  return turn(() => arrays.forEach((frame) => core.received(frame, vault.now)));
}

export const phase = () => JSON.parse(core.view()).phase;

/** All members on the page, laid out: more than the client draws, which draws those in sight. */
function list() {
  const { members } = JSON.parse(core.view());
  const items = members.map(({ name, role, state }) => {
    const item = document.createElement("li");
    item.textContent = `${name} ${role} ${state}`;
    return item;
  });
  const shown = document.createElement("ol");
  shown.append(...items);
  document.body.replaceChildren(shown);
  return { named: members.filter(({ name }) => name !== null).length, height: document.body.offsetHeight };
}

/** Shows who is in the group; how long that takes, and how many have a name. */
export async function show() {
  let shown;
  const value = await taken(() => {
    shown = list();
  });
  return { value, named: shown.named };
}

const finished = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function database() {
  const request = indexedDB.open("opening", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return finished(request);
}

/** Puts what the device has stored where a browser keeps it. */
export async function keep() {
  const db = await database();
  const transaction = db.transaction(STORE, "readwrite");
  const rows = transaction.objectStore(STORE);
  rows.clear();
  for (const [key, value] of stored) {
    rows.put(value, bytes(key));
  }
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = () => failed(transaction.error);
  });
  db.close();
  let size = 0;
  for (const value of stored.values()) {
    size += value.length;
  }
  return { rows: stored.size, bytes: size };
}

/** From the stretched passphrase to the members on the page, with the rows read from the browser's database. */
export async function unlock() {
  const parts = {};
  parts.value = await taken(async () => {
    let rows;
    parts.reading = await taken(async () => {
      const db = await database();
      const all = db.transaction(STORE, "readonly").objectStore(STORE);
      const [names, values] = await Promise.all([finished(all.getAllKeys()), finished(all.getAll())]);
      db.close();
      rows = names.map((key, at) => [new Int8Array(key), values[at]]);
    });
    parts.core = await taken(() => open(rows));
    const shown = await show();
    parts.showing = shown.value;
    parts.named = shown.named;
  });
  return parts;
}
