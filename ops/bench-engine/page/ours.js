// Our engine as the browser build has it, called as a worker would. The runtime is named after the # of the address.
import { budget, once, rate, taken } from "./timing.js";

const MEMBERS = 1000;
const DECRYPTED = 1000;
const place = (name) => new URL(`/ours/${name}`, location.href).href;
const runtime = location.hash.slice(1);

async function webAssembly() {
  const [linked, response] = await Promise.all([import(place("engine.wasm-runtime.js")), fetch(place("engine.wasm"))]);
  return (await linked.load(await response.arrayBuffer())).exports.Bench;
}

async function javaScript() {
  const [engine, noble] = await Promise.all([import(place("engine.js")), import(place("primitives.noble.js"))]);
  engine.install(noble.host);
  return engine.Bench;
}

const engine = once(() => (runtime === "wasm" ? webAssembly() : javaScript()));
export const ready = engine;

const prepared = once(async () => {
  const made = await engine();
  made.prepare(MEMBERS - 1);
  return made;
});

const answered = once(async () => {
  const made = await prepared();
  made.prepareFounder();
  return made;
});

/** What one batch of the engine says, as client-web's vault-store does it: one transaction, awaited. */
function* operations(batch) {
  const bytes = new Uint8Array(batch.buffer, batch.byteOffset, batch.length);
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const isPut = bytes[at] === 1;
    const end = at + 2 + bytes[at + 1];
    const key = bytes.slice(at + 2, end);
    at = end;
    let value;
    if (isPut) {
      const length = numbers.getUint32(at);
      value = bytes.slice(at + 4, at + 4 + length);
      at += 4 + length;
    }
    yield { key, value };
  }
}

const database = once(
  () =>
    new Promise((done, failed) => {
      const request = indexedDB.open(`bench-${Math.random()}`, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("rows");
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    }),
);

function apply(db, batch, durability) {
  return new Promise((done, failed) => {
    const transaction = db.transaction("rows", "readwrite", { durability });
    transaction.oncomplete = done;
    transaction.onerror = () => failed(transaction.error);
    const rows = transaction.objectStore("rows");
    for (const { key, value } of operations(batch)) {
      if (value === undefined) {
        rows.delete(key);
      } else {
        rows.put(value, key);
      }
    }
    transaction.commit();
  });
}

async function storedTalk(durability) {
  const [made, db] = [await engine(), await database()];
  return rate(async (n) => {
    for (let i = 0; i < n; i += 1) {
      await apply(db, made.storedTurn(), durability);
    }
  }, 4);
}

const looped = async (name, batch) => {
  const made = await prepared();
  return rate((n) => made[name](n), batch);
};

async function groupDecrypt() {
  const made = await engine();
  made.write(DECRYPTED);
  return (1000 * DECRYPTED) / (await taken(() => made.groupDecrypt()));
}

async function measured(act) {
  let bytes = 0;
  const value = await taken(() => {
    bytes = act();
  });
  return { value, bytes };
}

export const rows = {
  "session": () => looped("sessions", budget.rate < 100 ? 1 : 10),
  "pingpong": () => looped("talk", 20),
  "pingpong.stored": () => storedTalk("relaxed"),
  "pingpong.stored-strict": () => storedTalk("strict"),
  "group.encrypt": () => looped("groupEncrypt", 50),
  "group.decrypt": groupDecrypt,
  "group.bytes": async () => (await engine()).groupBytes(),
  "share": async () => measured((await answered()).share),
  "found": async () => measured((await prepared()).found),
  "remove": async () => measured((await answered()).remove),
};

export async function material() {
  const made = await prepared();
  return Array.from({ length: MEMBERS - 1 }, (_, i) => [...made.bundle(i)]);
}

/** For the memory of a page that holds the group and nothing else. */
export async function holdGroup(bundles) {
  const made = await engine();
  for (const each of bundles) {
    made.hold(Uint8Array.from(each));
  }
}
