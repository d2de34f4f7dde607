// Loads the compiled core into a worker: WebAssembly where the browser can, else JavaScript. Either
// has to prove on known answers that it computes rightly before anybody gets it.

/**
 * @typedef {object} CoreLocations
 * @property {string} wasmUrl the core as WebAssembly
 * @property {string} [integrity] what fetch demands of it, "sha384-..."
 * @property {string} runtimeUrl the ES module that links the WebAssembly
 * @property {string} jsUrl the core as an ES module, for browsers without WebAssembly GC
 * @property {string} nobleUrl the ES module with the JavaScript primitives, used with jsUrl only
 */

/**
 * @typedef {object} Core
 * @property {Record<string, any>} exports the functions of org.understory.browser.Entry
 * @property {"wasm" | "javascript"} runtime
 * @property {string} why for "javascript": what kept WebAssembly away, else empty
 */

/** Nothing was loaded. `reason` is for the program, `message` for a log. */
export class CoreUnavailable extends Error {
  /**
   * @param {"no-randomness" | "download" | "wrong-result"} reason
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(reason, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CoreUnavailable";
    this.reason = reason;
  }
}

/**
 * JavaScript takes the place of WebAssembly only where this browser, or the page's policy, has
 * none. A download that fails, or whose hash is wrong, is an error that trying again may mend.
 *
 * @param {CoreLocations} locations
 * @returns {Promise<Core>}
 */
export async function loadCore(locations) {
  requireRandomness();
  const { exports, why } = await loadWasm(locations);
  if (exports !== null) {
    return { exports: proven(exports), runtime: "wasm", why };
  }
  return { exports: proven(await loadJavaScript(locations)), runtime: "javascript", why };
}

/** Java's SecureRandom would fall back to a weak generator in silence. */
function requireRandomness() {
  const bytes = new Uint8Array(32);
  try {
    globalThis.crypto.getRandomValues(bytes);
  } catch (cause) {
    throw new CoreUnavailable("no-randomness", "this browser offers no secure randomness", cause);
  }
  if (bytes.every((each) => each === 0)) {
    throw new CoreUnavailable("no-randomness", "this browser's randomness does nothing");
  }
}

/**
 * @param {CoreLocations} locations
 * @returns {Promise<{exports: Record<string, any> | null, why: string}>}
 */
async function loadWasm({ wasmUrl, integrity, runtimeUrl }) {
  if (typeof WebAssembly !== "object") {
    return { exports: null, why: "no WebAssembly" };
  }
  const refusal = await whyNoWasm();
  if (refusal !== "") {
    return { exports: null, why: refusal };
  }
  const [runtime, bytes] = await downloaded(() =>
    Promise.all([import(runtimeUrl), fetchBytes(wasmUrl, integrity)]),
  );
  try {
    return { exports: (await runtime.load(bytes)).exports, why: "" };
  } catch (error) {
    return { exports: null, why: `the WebAssembly was refused: ${String(error)}` };
  }
}

/** A module of a few bytes that needs WebAssembly GC: type section with one empty struct. */
const SMALLEST_GC = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 3, 1, 0x5f, 0]);

/** Asks before the download; empty when WebAssembly with GC may be compiled here. */
async function whyNoWasm() {
  try {
    await WebAssembly.compile(SMALLEST_GC);
    return "";
  } catch (error) {
    return `no WebAssembly GC: ${String(error)}`;
  }
}

/**
 * @param {CoreLocations} locations
 * @returns {Promise<Record<string, any>>}
 */
async function loadJavaScript({ jsUrl, nobleUrl }) {
  const [core, noble] = await downloaded(() => Promise.all([import(jsUrl), import(nobleUrl)]));
  core.install(noble.host);
  return core;
}

/**
 * @param {string} url
 * @param {string} [integrity]
 */
async function fetchBytes(url, integrity) {
  const response = await fetch(url, integrity === undefined ? {} : { integrity });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response.arrayBuffer();
}

/**
 * @template T
 * @param {() => Promise<T>} download
 * @returns {Promise<T>}
 */
async function downloaded(download) {
  try {
    return await download();
  } catch (cause) {
    throw new CoreUnavailable("download", "the core could not be downloaded", cause);
  }
}

/**
 * @param {Record<string, any>} exports
 * @returns {Record<string, any>}
 */
function proven(exports) {
  let wrong;
  try {
    wrong = exports.wrongAnswers();
  } catch (cause) {
    throw new CoreUnavailable("wrong-result", "the core failed its start-up check", cause);
  }
  if (wrong !== "") {
    throw new CoreUnavailable("wrong-result", `the core computes wrongly here: ${wrong}`);
  }
  return exports;
}
