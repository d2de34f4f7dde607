// What is tried, and what must come of it.
import { withoutEval } from "../../build/csp-runtime.mjs";
import { aesFault } from "./aes.mjs";

const JAVASCRIPT = { runtime: "javascript" };

/** Same lines as the JVM, in each browser and build. */
const AGREEING = [
  {
    name: "Chromium computes what the JVM computes, as WebAssembly under the strict policy",
    browser: "chrome",
    policy: "wasm",
    job: {},
    expect: { runtime: "wasm" },
  },
  {
    name: "Firefox computes what the JVM computes, as WebAssembly under the strict policy",
    browser: "firefox",
    policy: "wasm",
    job: {},
    expect: { runtime: "wasm" },
  },
  {
    name: "Chromium computes the same as JavaScript when the policy forbids WebAssembly",
    browser: "chrome",
    policy: "plain",
    job: {},
    expect: JAVASCRIPT,
  },
  {
    name: "Firefox computes the same as JavaScript when the policy forbids WebAssembly",
    browser: "firefox",
    policy: "plain",
    job: {},
    expect: JAVASCRIPT,
  },
  {
    name: "Firefox computes the same as JavaScript when WebAssembly is switched off",
    browser: "firefox",
    launch: { preferences: { "javascript.options.wasm": false } },
    policy: "wasm",
    job: {},
    expect: JAVASCRIPT,
  },
  {
    name: "Chromium computes the same as JavaScript without its just-in-time compiler",
    browser: "chrome",
    launch: { flags: ["--js-flags=--jitless"] },
    policy: "wasm",
    job: {},
    expect: JAVASCRIPT,
  },
  {
    name: "Chromium computes the same with Bouncy Castle as JavaScript, without noble",
    browser: "chrome",
    policy: "plain",
    job: { withoutNoble: true },
    expect: JAVASCRIPT,
  },
  {
    name: "Firefox computes the same with Bouncy Castle as JavaScript, without noble",
    browser: "firefox",
    policy: "plain",
    job: { withoutNoble: true },
    expect: JAVASCRIPT,
  },
];

/** What the client of page/worker.js is to see, in order. */
const FOUNDED = [
  "",
  "bad-link",
  "",
  2,
  "ws://127.0.0.1/v1/socket",
  "7,-56",
  "wrong-passphrase",
  "",
  "",
  true,
  "bad-argument",
  "bad-argument",
  "null",
  "founding",
  "Ŝamí 🌿",
  '{"ok":false,"error":"bad-link"}',
  "rows come before the client is complete",
].join("\n");

const CLIENTS = [
  { browser: "chrome", policy: "wasm", runtime: "wasm", name: "Chromium, WebAssembly" },
  { browser: "firefox", policy: "wasm", runtime: "wasm", name: "Firefox, WebAssembly" },
  { browser: "chrome", policy: "plain", runtime: "javascript", name: "Chromium, JavaScript" },
  { browser: "firefox", policy: "plain", runtime: "javascript", name: "Firefox, JavaScript" },
].map(({ name, runtime, ...rest }) => ({
  ...rest,
  name: `a group begins to be founded and opens again from what was stored: ${name}`,
  job: { what: "client" },
  expect: { runtime, lines: FOUNDED },
}));

/** The loader refuses; `reason` is CoreUnavailable's. */
const REFUSED = [
  {
    name: "a browser without crypto is refused",
    policy: "wasm",
    job: { sabotage: "no-randomness" },
    expect: { reason: "no-randomness" },
  },
  {
    name: "randomness that does nothing is refused",
    policy: "wasm",
    job: { sabotage: "dead-randomness" },
    expect: { reason: "no-randomness" },
  },
  {
    name: "a core with another hash than expected is refused, not replaced by JavaScript",
    policy: "wasm",
    job: { override: { integrity: `sha384-${"A".repeat(64)}` } },
    expect: { reason: "download" },
  },
  {
    name: "a core that is not there is a failed download",
    policy: "wasm",
    job: { override: { wasmUrl: "missing.wasm" } },
    expect: { reason: "download" },
  },
  {
    name: "a primitive that takes any signature is found by the start-up check",
    policy: "plain",
    job: { override: { nobleUrl: "wrong-noble.js" } },
    expect: { reason: "wrong-result" },
  },
].map((each) => ({ ...each, browser: "chrome" }));

export const CASES = [...AGREEING, ...CLIENTS, ...REFUSED];

/** Those need no browser; `fault` is empty when the case holds. */
export const RUNTIME_CASES = [
  {
    name: "a runtime of TeaVM with another text fails the build",
    fault() {
      try {
        withoutEval("function defaults(imports) { return new Function('1'); }");
        return "it was taken";
      } catch (error) {
        return /has changed/.test(String(error)) ? "" : String(error);
      }
    },
  },
  { name: "AES of the JavaScript build agrees with OpenSSL's in every length", fault: aesFault },
];
