// Loads the core as asked and answers with what it computes.
import { CoreUnavailable, loadCore } from "./loader.js";

const place = (name) => new URL(name, import.meta.url).href;

const SHIPPED = {
  wasmUrl: place("engine.wasm"),
  runtimeUrl: place("engine.wasm-runtime.js"),
  jsUrl: place("engine.js"),
  nobleUrl: place("primitives.noble.js"),
};

/** @type {Record<string, () => void>} */
const SABOTAGE = {
  "no-randomness": () => Object.defineProperty(globalThis, "crypto", { value: undefined }),
  "dead-randomness": () => {
    Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: (a) => a } });
  },
  "no-wasm": () => Object.defineProperty(globalThis, "WebAssembly", { value: undefined }),
};

/** Every stored row of a batch: put (1, key length, key, value length in 4 bytes, value). */
function rowsOf(batch) {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.length);
  const rows = [];
  for (let at = 0; at < batch.length; ) {
    const key = batch.slice(at + 2, at + 2 + view.getUint8(at + 1));
    at += 2 + key.length;
    const value = batch.slice(at + 4, at + 4 + view.getUint32(at));
    at += 4 + value.length;
    rows.push([key, value]);
  }
  return rows;
}

/** Founds a group as far as it goes without a server, then opens what was stored. */
function client(core) {
  const half = crypto.getRandomValues(new Uint8Array(32));
  const wrong = crypto.getRandomValues(new Uint8Array(32));
  const output = core.argon2id(new Uint8Array([200, 1]), new Uint8Array(16), 64, 1);
  const seen = [core.createVault(new Uint8Array([7, 200]), output, half)];
  const link = `http://127.0.0.1/f#v1.${"A".repeat(43)}`;
  seen.push(core.found("http://127.0.0.1/f", "group", "Ŝamí 🌿", 1.8e12));
  seen.push(core.found(link, "group", "Ŝamí 🌿", 1.8e12));
  let rows = [];
  for (let effect = core.nextEffect(); effect !== 0; effect = core.nextEffect()) {
    if (effect !== 5) seen.push(effect === 3 ? core.effectText() : effect); // 5: there is something to show
    if (effect === 2) {
      rows = rowsOf(core.effectBytes());
    }
  }
  const header = core.vaultHeader();
  seen.push(String(core.vaultKdf(header)), core.openVault(header, output, wrong));
  seen.push(core.openVault(header, output, half));
  rows.forEach(([key, value]) => core.row(key, value));
  seen.push(core.loaded(1.8e12 + 1), rows.length > 0);
  seen.push(core.act("no such act", ["\u00e9", ""], 1.8e12 + 2), core.act("setTimer", ["00", "x"], 1.8e12 + 3));
  seen.push(core.query("no such question", ["one"]));
  const { phase, me } = JSON.parse(core.view());
  seen.push(phase, me.name, core.inspectInvite("no"));
  try {
    core.row(new Uint8Array(16), new Uint8Array(0));
  } catch (error) {
    seen.push(error.message);
  }
  return seen.join("\n");
}

/** Of the primitives, compiled as the core is (org.understory.browser.Proof). */
async function provenLines(withoutNoble) {
  if (withoutNoble) {
    return (await import(`${place("proof.js")}?compiled`)).selfTest();
  }
  const urls = { ...SHIPPED, wasmUrl: place("proof.wasm"), jsUrl: place("proof.js") };
  return (await loadCore(urls)).exports.selfTest();
}

async function answer({ sabotage, override, withoutNoble, what }) {
  SABOTAGE[sabotage]?.();
  const began = performance.now();
  const core = await loadCore({
    ...SHIPPED,
    ...Object.fromEntries(
      Object.entries(override ?? {}).map(([key, value]) => [
        key,
        key === "integrity" ? value : place(value),
      ]),
    ),
  });
  const loaded = performance.now() - began;
  if (what === "client") {
    return { runtime: core.runtime, why: core.why, loaded, lines: client(core.exports) };
  }
  const lines = await provenLines(withoutNoble);
  return { runtime: core.runtime, why: core.why, loaded, lines };
}

globalThis.onmessage = async (event) => {
  try {
    postMessage(await answer(event.data));
  } catch (error) {
    postMessage({
      error: String(error),
      cause: String(error?.cause ?? ""),
      reason: error instanceof CoreUnavailable ? error.reason : "",
    });
  }
};
