// Pictures, voice notes and transfers in real browsers, under the page's policy.   node e2e/files/run.mjs [BROWSER...]
// Leaves {"passed","failed","skipped","failures"} as files.json in UNDERSTORY_RESULTS or target/test-results.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from './page.mjs';
import { BlobServer } from './blob-server.mjs';
import { CASES } from './cases.mjs';
import { count, finished, here, launched, opened, skip } from './harness.mjs';

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
      skip(kind.name);
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
finished('files.json');
