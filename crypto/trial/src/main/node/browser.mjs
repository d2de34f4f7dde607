// Our engine in a browser: passes the calls of org.understory.trial.RemoteEngine on to a worker of a page.
//   node browser.mjs chrome|firefox wasm|javascript
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { frames, packet, ready, send, unavailable } from "./packets.mjs";

const [browser, runtime] = process.argv.slice(2);
const main = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const web = resolve(main, "../../target/web");
/** So long a request of the page waits for a call; then it asks again. */
const PATIENCE = 20_000;
/** So long a browser has to close. */
const GOODBYE = 8_000;

/** Calls that wait for the page, and the page's request that waits for a call. */
const calls = [];
let waiting = null;
let busy = false;

function hand(response) {
  if (calls.length > 0) {
    busy = true;
    response.writeHead(200).end(calls.shift());
    return;
  }
  const timer = setTimeout(() => {
    waiting = null;
    response.writeHead(204).end();
  }, PATIENCE);
  waiting = (call) => {
    clearTimeout(timer);
    waiting = null;
    busy = true;
    response.writeHead(200).end(call);
  };
}

async function answer(request, response, name) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const body = Buffer.concat(parts);
  if (name === "ready") {
    ready(`our engine, ${runtime} in ${browserName(body.toString())}`);
  } else if (name === "fault") {
    const text = body.toString();
    console.error(`${browser}, ${runtime}: ${text}`);
    send(packet(["failed", 0, text]));
    response.writeHead(200).end();
    return;
  } else if (busy && body.length > 0) {
    busy = false;
    send(body);
  }
  hand(response);
}

const browserName = (userAgent) => /(?:HeadlessChrome|Chrome|Firefox)\/\d+/.exec(userAgent)?.[0];

async function load() {
  for (const file of ["engine.wasm", "engine.js", "engine.wasm-runtime.js", "primitives.noble.js"]) {
    if (!existsSync(resolve(web, file))) {
      unavailable("the trial is not built: mvn -pl crypto/trial -am package");
      return null;
    }
  }
  try {
    const browsers = await import("../../../../browser/src/test/node/browsers.mjs");
    const { serve } = await import("../../../../browser/src/test/node/server.mjs");
    if (browsers.executable(browser) === undefined) {
      unavailable(`no ${browser}`);
      return null;
    }
    return { start: browsers.start, serve };
  } catch (error) {
    if (!/'puppeteer-core'/.test(error.message)) {
      throw error;
    }
    unavailable("puppeteer-core is not installed: npm --prefix crypto/browser ci");
    return null;
  }
}

const loaded = await load();
if (loaded !== null) {
  const server = await loaded.serve([web, resolve(main, "web")], answer);
  const driven = await loaded.start(browser);
  try {
    const page = await driven.newPage();
    const policy = runtime === "wasm" ? "wasm" : "plain";
    await page.goto(`${server.origin}/${policy}/index.html#${runtime}`);
    for await (const frame of frames()) {
      const call = Buffer.from(frame);
      if (waiting !== null) {
        waiting(call);
      } else {
        calls.push(call);
      }
    }
  } finally {
    // A browser that does not end by itself is ended: nothing of this outlives who asked for it.
    await Promise.race([driven.close(), delay(GOODBYE)]);
    driven.process()?.kill("SIGKILL");
    process.exit(0);
  }
}
