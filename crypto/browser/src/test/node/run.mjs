// Holds the compiled core against the JVM's answers in real browsers, under the real policy.
//   node run.mjs      after mvn -pl crypto/browser -am package
// Leaves {"passed", "failed", "skipped", "failures"} in UNDERSTORY_RESULTS or target/test-results.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { executable, start } from "./browsers.mjs";
import { CASES, RUNTIME_CASES } from "./cases.mjs";
import { serve } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const module = resolve(here, "../../..");
const results = process.env.UNDERSTORY_RESULTS ?? resolve(module, "../../target/test-results");
const expected = readFileSync(join(module, "src/test/resources/self-test.txt"), "utf8");
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

function count(name, fault) {
  if (fault === "") {
    counts.passed += 1;
    console.log(`ok      ${name}`);
  } else {
    counts.failed += 1;
    counts.failures.push(`${name}: ${fault}`);
    console.log(`FAILED  ${name}: ${fault}`);
  }
}

/** The first line in which the core differs from what is expected, or empty. */
function difference(lines, text) {
  if (lines === text) {
    return "";
  }
  const wanted = text.split("\n");
  const at = lines.split("\n").findIndex((line, i) => line !== wanted[i]);
  return `printed ${lines.split("\n")[at]} where ${wanted[at]} was expected`;
}

function faultOf(wanted, answer, blocked) {
  if (wanted.reason !== undefined) {
    return answer.reason === wanted.reason ? "" : `expected ${wanted.reason}: ${JSON.stringify(answer)}`;
  }
  if (answer.error !== undefined) {
    return `${answer.error} ${answer.cause}`;
  }
  if (answer.runtime !== wanted.runtime) {
    return `ran as ${answer.runtime} (${answer.why})`;
  }
  // Firefox looks for an icon by itself, at a moment of its own choosing; the page asked for none.
  const ours = blocked.filter((each) => !each.endsWith("/favicon.ico"));
  if (ours.length > 0) {
    return `the policy blocked ${ours.join("; ")}`;
  }
  return difference(answer.lines, wanted.lines ?? expected);
}

async function inBrowser(server, { name, browser, launch, policy, job, expect }) {
  if (executable(browser) === undefined) {
    counts.skipped += 1;
    console.log(`skipped ${name}: no ${browser}`);
    return;
  }
  const driven = await start(browser, launch);
  try {
    const page = await driven.newPage();
    await page.goto(`${server.origin}/${policy}/index.html`);
    await page.waitForFunction("typeof ask === 'function'");
    const answer = await page.evaluate((asked) => globalThis.ask(asked), job);
    const blocked = await page.evaluate(() => globalThis.blocked);
    count(name, faultOf(expect, answer, blocked));
    if (answer.loaded !== undefined) {
      console.log(`        loaded and checked in ${Math.round(answer.loaded)} ms ${answer.why}`);
    }
  } finally {
    await driven.close();
  }
}

const folders = ["target/web", "target/proof"].map((each) => join(module, each));
const server = await serve([...folders, join(here, "page")]);
try {
  for (const { name, fault } of RUNTIME_CASES) {
    count(name, fault());
  }
  for (const each of CASES) {
    try {
      await inBrowser(server, each);
    } catch (error) {
      count(each.name, String(error));
    }
  }
} finally {
  await server.close();
}
mkdirSync(results, { recursive: true });
writeFileSync(join(results, "browser.json"), JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
