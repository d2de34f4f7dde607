// Loads the core as asked and answers with what it computes.
import { CoreUnavailable, loadCore } from "./loader.js";

const place = (name) => new URL(name, import.meta.url).href;

/** @type {Record<string, () => void>} */
const SABOTAGE = {
  "no-randomness": () => Object.defineProperty(globalThis, "crypto", { value: undefined }),
  "dead-randomness": () => {
    Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: (a) => a } });
  },
  "no-wasm": () => Object.defineProperty(globalThis, "WebAssembly", { value: undefined }),
};

async function answer({ sabotage, override, withoutNoble }) {
  SABOTAGE[sabotage]?.();
  const began = performance.now();
  const core = await loadCore({
    wasmUrl: place("engine.wasm"),
    runtimeUrl: place("engine.wasm-runtime.js"),
    jsUrl: place("engine.js"),
    nobleUrl: place("primitives.noble.js"),
    ...Object.fromEntries(
      Object.entries(override ?? {}).map(([key, value]) => [
        key,
        key === "integrity" ? value : place(value),
      ]),
    ),
  });
  const loaded = performance.now() - began;
  const lines = withoutNoble
    ? (await import(`${place("engine.js")}?compiled`)).selfTest()
    : core.exports.selfTest();
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
