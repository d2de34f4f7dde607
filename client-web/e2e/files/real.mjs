// Transfers at the real server, which is cut off and killed.   node e2e/files/real.mjs --java JAVA --server JAR --driver JAR [--only BROWSER]
// Leaves {"passed","failed","skipped","failures"} as files-real.json in UNDERSTORY_RESULTS or target/test-results.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, finished, here, launched, opened, skip } from './harness.mjs';
import { buildPage } from './page.mjs';
import { REAL_CASES } from './real-cases.mjs';
import { RealServer } from './real-server.mjs';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const BROWSERS = [
  { name: 'Chromium', browser: 'chrome', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] },
  { name: 'Firefox', browser: 'firefox' },
];

const folder = mkdtempSync(join(tmpdir(), 'understory-files-'));
const web = join(folder, 'web');
const jars = { java: option('--java', 'java'), server: option('--server'), driver: option('--driver') };
let server;
try {
  await buildPage(here, web);
  for (const kind of BROWSERS.filter(({ name }) => option('--only', name) === name)) {
    const browser = await launched(kind, folder);
    if (browser === null) {
      skip(kind.name);
      continue;
    }
    const data = mkdtempSync(join(folder, 'server-'));
    server = new RealServer({ ...jars, web, folder: data, options: ['--space-blob-mebibytes', '250'] });
    try {
      await server.start(true);
      const { page, ask } = await opened(browser, server);
      for (const { name, run } of REAL_CASES) {
        const began = Date.now();
        const fault = await run({ ask, server }).catch((error) => String(error.stack ?? error));
        const blocked = await page.evaluate(() => globalThis.blocked);
        count(`${kind.name}: ${name}`, fault || blocked.join('; '));
        if (fault !== '') console.log(server.story());
        console.log(`        ${Date.now() - began} ms`);
      }
    } finally {
      await browser.close();
      await server.close();
    }
  }
} catch (error) {
  count('the tests', String(error.stack ?? error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
finished('files-real.json');
