// JavaScript without a just-in-time compiler: what is left in a hardened browser, which has no WebAssembly either.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { here, inProcess, root, startBrowser } from "./contestants.mjs";
import { round } from "./report.mjs";
import { serve } from "./server.mjs";

const MEMBERS = 50;
const READ = 100;
const UNREAD = 200;
const LIVE = 50;
const EXCHANGES = 500;

const FILES = {
  "/core/": join(root, "crypto/browser/target/web"),
  "/ours/": join(root, "crypto/trial/target/web"),
};

async function bundledPage() {
  const outfile = join(here, "target/pages/jitless.js");
  await build({
    stdin: { contents: `import * as jitless from "./page/jitless.js"; globalThis.jitless = jitless;`, resolveDir: here },
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    alias: { idb: join(here, "page/no-store.js") },
    logLevel: "error",
  });
  return outfile;
}

/** A member's vault, and the network of the group it is in. */
const group = (java) => {
  const jars = join(here, "target/lib/*");
  const command = ["-XX:-UsePerfData", "-XX:+UseSerialGC", "-cp", jars, "org.understory.core.GroupFixture"];
  return inProcess(java, [...command, String(MEMBERS), String(READ)]);
};

/** Carries frames to and fro until nobody has one left. How long the page took in all. */
async function settled(page, network, first) {
  let frames = first;
  let took = 0;
  for (let i = 0; frames.length > 0; i += 1) {
    if (i === EXCHANGES) {
      throw new Error("client and server never come to rest");
    }
    const { value, answers } = await page.evaluate((all) => globalThis.jitless.receive(all), frames);
    took += value;
    frames = [];
    for (const answer of answers) {
      frames = frames.concat(await network.ask(`frame ${answer}`));
    }
  }
  return took;
}

/** Messages a second that are read while `act` lets the network speak. */
async function reading(page, count, act) {
  const texts = () => page.evaluate(() => globalThis.jitless.texts());
  const before = await texts();
  const took = await act();
  const read = (await texts()) - before;
  if (read !== count) {
    throw new Error(`${read} of ${count} messages were read`);
  }
  return (1000 * count) / took;
}

/** What was posted while this member was away: it connects, proves who it is, and reads. */
const catchingUp = (page, network) =>
  reading(page, UNREAD, async () => {
    await network.ask(`post ${UNREAD}`);
    let frames = await network.ask("connect");
    for (const frame of await page.evaluate(() => globalThis.jitless.connect())) {
      frames = frames.concat(await network.ask(`frame ${frame}`));
    }
    return settled(page, network, frames);
  });

/** One frame for each message, and one batch for the store after each. */
const oneByOne = (page, network) =>
  reading(page, LIVE, async () => settled(page, network, await network.ask(`post ${LIVE}`)));

async function measured(page, network) {
  const run = (name) => page.evaluate((which) => globalThis.jitless[which](), name);
  const loaded = await run("load");
  const session = await run("session");
  const stretch = await run("stretch");
  const vault = await network.ask("vault");
  const unlock = await page.evaluate((stored) => globalThis.jitless.unlock(stored), vault);
  const messages = await catchingUp(page, network);
  const live = await oneByOne(page, network);
  const figure = (name, value, unit, goal, reached, more = {}) => ({
    name: `jitless.${name}`,
    value: round(value),
    unit,
    runtime: "javascript",
    peer: null,
    ...(goal === "" ? {} : { goal, reached }),
    ...more,
  });
  const whole = stretch.value + unlock.value;
  return [
    figure("load", loaded, "ms", "", null),
    figure("session", session, "ms", "< 300 ms", session < 300),
    figure("channel-messages", messages, "/s", ">= 100 /s", messages >= 100),
    figure("channel-messages-one-by-one", live, "/s", "", null),
    figure("unlock", whole, "ms", "< 5,000 ms", whole < 5000, {
      kdf: `${stretch.kdf} ${stretch.iterations}`,
      stretching: round(stretch.value),
      rows: unlock.rows,
      members: unlock.members,
      messages: unlock.messages,
    }),
    figure("argon2id-of-another-browser", stretch.argonMs, "ms", "", null, { estimatedFromShare: 48 }),
  ];
}

/** In a Chromium of its own, started with --jitless. */
export async function jitless(chromium, { java }, missing) {
  if (!existsSync(join(here, "target/lib")) || !existsSync(join(FILES["/core/"], "engine.js"))) {
    missing.push("jitless: not built");
    return [];
  }
  const server = await serve({ "/page.js": await bundledPage(), ...FILES });
  const browser = await startBrowser(chromium, ["--js-flags=--jitless"]);
  let network;
  try {
    network = await group(java);
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.waitForFunction("globalThis.jitless !== undefined");
    if (await page.evaluate("typeof WebAssembly !== 'undefined'")) {
      throw new Error("this browser compiles after all");
    }
    return await measured(page, network);
  } catch (error) {
    missing.push(`jitless: ${error.message ?? error}`);
    return [];
  } finally {
    await network?.close();
    await browser.close();
    await server.close();
  }
}
