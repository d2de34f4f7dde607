// Opening a large group in Chromium with the core that is shipped: node opening.mjs --help
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { here, inProcess, root, startBrowser } from "./contestants.mjs";
import { round } from "./report.mjs";
import { serve } from "./server.mjs";

const USAGE = `usage: ops/bench opening [--members N] [--rounds N] [--only RUNTIMES]

A group of so many members, each let in alone with an invite and an epoch of its own, opened in Chromium by the shipped core.
  --members N   in the group (1000)
  --rounds N    of each; the best is told, and the median (3)
  --only NAMES  of wasm, javascript, and javascript-jitless: JavaScript in a Chromium without a compiler

opening.first   a newcomer who was let in: welcome, every entry from CREATE with its signatures, all members listed on the page
opening.unlock  the same browser later: rows read from IndexedDB, opened, members listed; without the passphrase's stretching`;

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const EXCHANGES = 1000;
const GOAL = 2000;
const RUNTIMES = [
  ["wasm", "wasm", []],
  ["javascript", "javascript", []],
  ["javascript-jitless", "javascript", ["--js-flags=--jitless"]],
];

const { values: options } = parseArgs({
  options: {
    members: { type: "string", default: "1000" },
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
    java: { type: "string", default: "java" },
  },
});
const members = Number(options.members);
const rounds = Number(options.rounds);
const say = (text) => process.stderr.write(`${text}\n`);

async function bundledPage() {
  const outfile = join(here, "target/pages/opening.js");
  await build({
    stdin: { contents: `import * as opening from "./page/opening.js"; globalThis.opening = opening;`, resolveDir: here },
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["/core/*"],
    logLevel: "error",
  });
  return outfile;
}

/** The group's server, and the device that was let in last. */
function group() {
  const jars = join(here, "target/lib/*");
  const command = ["-XX:-UsePerfData", "-XX:+UseSerialGC", "-cp", jars, "org.understory.core.GroupFixture"];
  return inProcess(options.java, [...command, options.members]);
}

/** What the newcomer's core took to get in. */
async function joined(page, network) {
  const run = (what, frames) => page.evaluate((name, given) => globalThis.opening[name](given), what, frames);
  let frames = await network.ask("connect");
  let { value: took, answers } = await run("connect");
  for (let i = 0; frames.length + answers.length > 0; i += 1) {
    if (i === EXCHANGES) {
      throw new Error("client and server never come to rest");
    }
    for (const answer of answers) {
      frames = frames.concat(await network.ask(`frame ${answer}`));
    }
    const turn = frames.length === 0 ? { value: 0, answers: [] } : await run("receive", frames);
    took += turn.value;
    answers = turn.answers;
    frames = [];
  }
  if ((await run("phase")) !== "ready") {
    throw new Error(`the newcomer is ${await run("phase")}`);
  }
  return took;
}

const everybody = (named) => {
  if (named !== members) {
    throw new Error(`${named} of ${members} members are listed with their names`);
  }
};

async function opened(browser, origin, form, network, vault) {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await page.waitForFunction("globalThis.opening !== undefined");
    const run = (what, given) => page.evaluate((name, value) => globalThis.opening[name](value), what, given);
    await run("load", form);
    await run("begin", vault);
    const core = await joined(page, network);
    const shown = await run("show");
    everybody(shown.named);
    const kept = await run("keep");
    // A browser that is opened again has compiled nothing yet.
    await page.reload();
    await page.waitForFunction("globalThis.opening !== undefined");
    await run("load", form);
    await run("device", vault);
    const unlock = await run("unlock");
    everybody(unlock.named);
    return { first: { value: core + shown.value, core, showing: shown.value }, unlock: { ...unlock, ...kept } };
  } finally {
    await page.close();
  }
}

function figure(name, runtime, all) {
  const sorted = [...all].sort((a, b) => a.value - b.value);
  const best = Object.fromEntries(Object.entries(sorted[0]).map(([key, value]) => [key, round(value)]));
  const { value, named, ...parts } = best;
  const goal = runtime === "wasm" ? { goal: `< ${GOAL} ms`, reached: value < GOAL } : {};
  const median = round(sorted[Math.floor((sorted.length - 1) / 2)].value);
  return { name: `opening.${name}`, value, unit: "ms", runtime, peer: null, median, members: named ?? members, ...parts, ...goal };
}

async function measure(chromium, origin, network, [runtime, form, flags], vault) {
  const browser = await startBrowser(chromium, flags);
  try {
    const all = [];
    for (let i = 0; i < rounds; i += 1) {
      all.push(await opened(browser, origin, form, network, vault));
    }
    for (const name of ["first", "unlock"]) {
      console.log(JSON.stringify(figure(name, runtime, all.map((each) => each[name]))));
    }
  } finally {
    await browser.close();
  }
}

if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const chromium = [process.env.CHROME_BIN, ...CHROMIUM].find((each) => each !== undefined && existsSync(each));
if (chromium === undefined) {
  say("Chromium is needed: CHROME_BIN, or the system's package");
  process.exit(1);
}
say(`${cpus().length} processors (${cpus()[0]?.model}), load ${loadavg()[0].toFixed(1)}; making a group of ${members} ...`);
const server = await serve({ "/page.js": await bundledPage(), "/core/": join(root, "crypto/browser/target/web") });
const network = group();
try {
  const vault = await network.ask("vault");
  for (const runtime of RUNTIMES.filter(([name]) => options.only === undefined || options.only.split(",").includes(name))) {
    await measure(chromium, server.origin, network, runtime, vault);
  }
} finally {
  await network.close();
  await server.close();
}
