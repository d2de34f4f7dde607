// What the runners of files share: browsers, their page, and counting.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

export const here = dirname(fileURLToPath(import.meta.url));
const results = process.env.UNDERSTORY_RESULTS ?? resolve(here, '../../../target/test-results');
const PLACES = {
  chrome: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
};
/** One runner a process. */
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function count(name, fault) {
  if (fault === '') {
    counts.passed += 1;
    console.log(`ok      ${name}`);
  } else {
    counts.failed += 1;
    counts.failures.push(`${name}: ${fault}`);
    console.log(`FAILED  ${name}: ${fault}`);
  }
}

export function skip(name) {
  counts.skipped += 1;
  console.log(`skipped ${name}: not installed`);
}

export async function launched({ browser, args = [], prefs = {} }, downloads) {
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

export async function opened(browser, server) {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  if (server.place !== undefined) await page.exposeFunction('openPlace', (place) => server.place(place));
  await page.goto(`${server.origin}/`);
  await page.waitForFunction('typeof asked === "object"');
  const ask = (name, ...args) => page.evaluate((n, a) => globalThis.asked[n](...a), name, args);
  return { page, ask };
}

/** Leaves the counts under a name, and ends with what they say. */
export function finished(name) {
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, name), JSON.stringify(counts));
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
