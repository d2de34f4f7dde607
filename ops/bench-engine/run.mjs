// Measures the engine beside other people's: node run.mjs --help
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { asProcess, here, inPage, root, startBrowser, version } from "./contestants.mjs";
import { downloads } from "./downloads.mjs";
import { jitless } from "./jitless.mjs";
import { memories } from "./memory.mjs";
import { figureOf, printTable } from "./report.mjs";
import { ROWS, better } from "./rows.mjs";

const USAGE = `usage: ops/bench engine [--rounds N] [--only NAMES] [--quick]

The compiled engine in Chromium (WebAssembly, and JavaScript beside it) against what a web developer would choose, and
against Signal's native library: npm's in Node, the jar on the JVM. Rounds of all contestants in turn, in one run.
  --rounds N    rounds of each row (5)
  --only NAMES  these rows alone, with commas: ${[...Object.keys(ROWS), "memory", "download", "jitless"].join(", ")}
  --quick       one short round, to see that it runs: no figures to quote

pingpong.stored writes each state with IndexedDB's default durability (relaxed), as the peers do; pingpong.stored-strict is
ours as the client does it. memory is the page's heap and WebAssembly's linear memories after garbage was collected.
jitless runs the shipped core in a Chromium without a compiler: messages that were posted while away, through the whole path.

A line is {"name","value","unit","runtime","peer","best","median",...}. value is our best round, as in the table on
stderr; peer is the best of the peers in the browser (for the runtime "jvm": the jar). --only jitless needs no peers.`;

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const LIMIT = 240_000;

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
    java: { type: "string", default: "java" },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const rounds = options.quick ? 1 : Number(options.rounds);
const milliseconds = options.quick ? 60 : 500;
const wanted = (name) => options.only === undefined || options.only.split(",").includes(name);
const rowNames = Object.keys(ROWS).filter(wanted);
const chromium = [process.env.CHROME_BIN, ...CHROMIUM].find((each) => each !== undefined && existsSync(each));

/** @type {Map<string, Awaited<ReturnType<typeof inPage>>>} */
const contestants = new Map();
/** Who is not there, or not in a row, and why. */
const missing = [];
const say = (text) => process.stderr.write(`${text}\n`);

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
async function within(promise, what) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${what} took more than ${LIMIT / 1000} s`)), LIMIT);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function join(name, make) {
  try {
    contestants.set(name, await within(make(), name));
  } catch (error) {
    missing.push(`${name}: ${error.message ?? error}`);
    say(`${name} is left out: ${error.message ?? error}`);
  }
}

const jvm = (engine) =>
  asProcess(options.java, [
    "--enable-native-access=ALL-UNNAMED",
    "-XX:-UsePerfData",
    "-XX:+UseSerialGC",
    "-Xmx1g",
    "-jar",
    `${here}/target/understory-bench-engine.jar`,
    engine,
    String(milliseconds),
  ]);

async function everybody(browser) {
  for (const name of ["wasm", "javascript", "core-crypto", "matrix", "ts-mls"]) {
    await join(name, () => inPage(browser, name, milliseconds));
  }
  await join("libsignal-node", () => asProcess(process.execPath, [`${here}/libsignal.mjs`, String(milliseconds)]));
  await join("understory-jvm", () => jvm("understory"));
  await join("libsignal-jar", () => jvm("libsignal"));
}

/** results[row][contestant] = what each round gave. */
const results = Object.fromEntries(rowNames.map((row) => [row, {}]));

async function measure(row, name) {
  const contestant = contestants.get(name);
  if (!contestant.names.has(row)) {
    return;
  }
  try {
    const result = await within(contestant.measure(row), `${row} of ${name}`);
    (results[row][name] ??= []).push(typeof result === "number" ? { value: result } : result);
  } catch (error) {
    contestant.names.delete(row);
    missing.push(`${row} of ${name}: ${error.message ?? error}`);
    say(`${row} of ${name} is left out: ${error.message ?? error}`);
  }
}

/** The first round warms up: what it has to prepare, and what compilers have to see first, is not measured. */
async function allRounds() {
  for (let round = options.quick ? 1 : 0; round <= rounds; round += 1) {
    say(round === 0 ? "warming up ..." : `round ${round} of ${rounds}, load ${loadavg()[0].toFixed(1)} ...`);
    for (const row of rowNames) {
      for (const name of contestants.keys()) {
        await measure(row, name);
      }
    }
    if (round === 0) {
      rowNames.forEach((row) => (results[row] = {}));
    }
  }
}

const figures = [];

function add(made) {
  for (const figure of made) {
    figures.push(figure);
    console.log(JSON.stringify(figure));
  }
}

const summary = (row) =>
  Object.fromEntries(
    Object.entries(results[row]).map(([name, all]) => {
      const sorted = [...all].sort((a, b) => (better(ROWS[row].unit)(a.value, b.value) ? -1 : 1));
      return [name, { name, ...sorted[0], median: sorted[Math.floor((sorted.length - 1) / 2)].value }];
    }),
  );

async function rowsOfTable(browser) {
  await everybody(browser);
  await allRounds();
  for (const row of rowNames) {
    add(figureOf(row, ROWS[row], summary(row)));
  }
}

say(
  `${cpus().length} processors (${cpus()[0]?.model}), load ${loadavg()[0].toFixed(1)}; ` +
    ["@wireapp/core-crypto", "@matrix-org/matrix-sdk-crypto-wasm", "ts-mls", "@signalapp/libsignal-client"]
      .map((name) => `${name} ${version(name)}`)
      .join(", "),
);
if (chromium === undefined) {
  say("Chromium is needed: CHROME_BIN, or the system's package");
  process.exit(1);
}
const began = Date.now();
let browser;
try {
  if (rowNames.length > 0 || wanted("memory")) {
    browser = await startBrowser(chromium);
    say(await browser.version());
  }
  if (rowNames.length > 0) {
    await rowsOfTable(browser);
  }
  if (wanted("memory")) {
    add(await memories(browser, contestants, missing));
  }
  if (wanted("download")) {
    add(await downloads(root, missing));
  }
} finally {
  for (const each of contestants.values()) {
    await each.close();
  }
  await browser?.close();
}
if (wanted("jitless")) {
  add(await jitless(chromium, options, missing));
}
printTable(figures, missing, rounds, (Date.now() - began) / 1000);
