// Pictures, voice notes and transfers in real browsers, under the page's policy.   node e2e/files/run.mjs [BROWSER...]
// Leaves {"passed","failed","skipped","failures"} as files.json in UNDERSTORY_RESULTS or target/test-results.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { buildPage } from './page.mjs';
import { BlobServer } from './blob-server.mjs';
import { CASES } from './cases.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const results = process.env.UNDERSTORY_RESULTS ?? resolve(here, '../../../target/test-results');
const PLACES = {
  chrome: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
};
const BROWSERS = [
  {
    name: 'Chromium',
    browser: 'chrome',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
  { name: 'Firefox', browser: 'firefox', prefs: {} },
  {
    name: 'Firefox, resisting fingerprinting',
    browser: 'firefox',
    resists: true,
    prefs: { 'privacy.resistFingerprinting': true },
  },
];

const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

function count(name, fault) {
  if (fault === '') {
    counts.passed += 1;
    console.log(`ok      ${name}`);
  } else {
    counts.failed += 1;
    counts.failures.push(`${name}: ${fault}`);
    console.log(`FAILED  ${name}: ${fault}`);
  }
}

async function launched({ browser, args = [], prefs = {} }, downloads) {
  const executablePath = PLACES[browser].find((each) => existsSync(each));
  if (executablePath === undefined) return null;
  const quiet = {
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'media.autoplay.default': 0,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
  };
  const extraPrefsFirefox = { ...quiet, ...prefs };
  return puppeteer.launch({
    browser,
    executablePath,
    headless: true,
    args,
    extraPrefsFirefox,
    protocolTimeout: 120_000,
    ...(browser === 'chrome' ? { downloadBehavior: { policy: 'allow', downloadPath: downloads } } : {}),
  });
}

async function opened(browser, server) {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.goto(`${server.origin}/`);
  await page.waitForFunction('typeof asked === "object"');
  const ask = (name, ...args) => page.evaluate((n, a) => globalThis.asked[n](...a), name, args);
  return { page, ask };
}

const folder = mkdtempSync(join(tmpdir(), 'understory-files-'));
const server = new BlobServer(folder);
try {
  await buildPage(here, folder);
  await server.start();
  const only = process.argv.slice(2);
  const wanted = BROWSERS.filter((each) => only.length === 0 || only.includes(each.name));
  let bases = null;
  for (const kind of only.length === 0 || only.includes('Chromium') ? wanted : [BROWSERS[0], ...wanted]) {
    const began = Date.now();
    const saved = mkdtempSync(join(folder, 'saved-'));
    const browser = await launched(kind, saved);
    if (browser === null) {
      counts.skipped += 1;
      console.log(`skipped ${kind.name}: not installed`);
      continue;
    }
    try {
      const { page, ask } = await opened(browser, server);
      bases ??= await ask('bases');
      await ask('give', bases);
      for (const { name, run } of wanted.includes(kind) ? CASES : []) {
        const at = Date.now();
        const fault = await run({ ask, server, kind, page, origin: server.origin, folder: saved }).catch(
          (error) => String(error.stack ?? error),
        );
        const blocked = await page.evaluate(() => globalThis.blocked);
        count(`${kind.name}: ${name}`, fault || blocked.join('; '));
        console.log(`        ${Date.now() - at} ms`);
      }
    } finally {
      await browser.close();
    }
    console.log(`        ${kind.name} took ${Date.now() - began} ms`);
  }
} catch (error) {
  count('the tests', String(error.stack ?? error));
} finally {
  await server.kill().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'files.json'), JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
