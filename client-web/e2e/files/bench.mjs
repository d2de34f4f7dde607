// Files up and down in Chromium at the real server, beside plain AES-GCM of WebCrypto at the same server in the same run.
//   node e2e/files/bench.mjs --java JAVA --server JAR --driver JAR [--megabytes N] [--rounds N]
// A JSON line a figure, as ops/bench has them.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { buildPage } from './page.mjs';
import { RealServer } from './real-server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const size = Number(option('--megabytes', 100)) * 1e6;
const rounds = Number(option('--rounds', 3));
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) =>
  existsSync(each),
);
if (chromium === undefined) throw new Error('Chromium is needed');

/** Megabytes that all processes below this one hold, or 0 where the system does not say. */
function memory(root) {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      parents.set(pid, parent);
    } catch {
      // It has just ended.
    }
  }
  let sum = 0;
  for (const pid of parents.keys()) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      for (let up = pid; up !== undefined; up = parents.get(up)) {
        if (up === String(root)) {
          sum += Number(
            /^Anonymous:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
          );
          break;
        }
      }
    } catch {
      // It has just ended.
    }
  }
  return sum / 1000;
}

/** What a call gives, and by how much the pages' memory grew at most meanwhile. */
async function watched(root, call) {
  const before = memory(root);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, memory(root))), 50);
  const value = await call();
  clearInterval(timer);
  return { value, grew: most - before };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => (value === null ? null : Math.round(value * 10) / 10);

function line(name, value, unit, peer) {
  const runtime = `chromium ${version}`;
  console.log(JSON.stringify({ name, value: round(value), unit, runtime, peer: round(peer) }));
}

const folder = mkdtempSync(join(tmpdir(), 'understory-files-'));
const web = join(folder, 'web');
const jars = { java: option('--java', 'java'), server: option('--server'), driver: option('--driver') };
const server = new RealServer({ ...jars, web, folder, options: ['--space-blob-mebibytes', '16384'] });
let version = '';
let browser;
try {
  await buildPage(here, web);
  await server.start(false);
  const file = join(folder, 'large.bin');
  writeFileSync(file, randomBytes(size));
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: chromium,
    headless: true,
    args,
    protocolTimeout: 600_000,
  });
  version = (await browser.version()).replace(/^.*\//, '').replace(/\..*$/, '');
  const page = (await browser.pages())[0];
  await page.exposeFunction('openPlace', (place) => server.place(place));
  await page.goto(`${server.origin}/`);
  await page.waitForFunction('typeof asked === "object"');
  // Whoever listens to the network over the driver's protocol is sent every body.
  const session = await page.createCDPSession();
  await session.send('Network.disable').catch(() => undefined);
  const ask = (name) => page.evaluate((n) => globalThis.asked[n](), name);
  await ask('choose');
  await (await page.$('input')).uploadFile(file);
  const all = {
    plain: [],
    seal: [],
    open: [],
    up: [],
    down: [],
    plainUp: [],
    plainDown: [],
    plainPassing: [],
    upGrew: [],
    downGrew: [],
  };
  const { pid } = browser.process();
  const same = async () => {
    if (!(await ask('benchSame'))) throw new Error('what came back is another file');
  };
  for (let i = 0; i < rounds; i++) {
    const ciphers = await ask('ciphers');
    for (const name of ['plain', 'seal', 'open']) all[name].push(ciphers[name]);
    const plain = await ask('plainTransfer');
    all.plainUp.push(plain.up);
    all.plainDown.push(plain.down);
    all.plainPassing.push(plain.passing);
    // Looking at the pages' memory holds them up: it has rounds of its own.
    all.up.push(await ask('benchUp'));
    all.down.push(await ask('benchDown'));
    await same();
    const up = await watched(pid, () => ask('benchUp'));
    const down = await watched(pid, () => ask('benchDown'));
    await same();
    all.upGrew.push(up.grew);
    all.downGrew.push(down.grew);
  }
  line('files.up', median(all.up), 'MB/s', median(all.plainUp));
  // Beside plain AES-GCM that keeps the file where ours is kept, and beside one that drops what it opened.
  line('files.down', median(all.down), 'MB/s', median(all.plainDown));
  line('files.down.passing', median(all.down), 'MB/s', median(all.plainPassing));
  line('files.seal', median(all.seal), 'MB/s', median(all.plain));
  line('files.open', median(all.open), 'MB/s', median(all.plain));
  line('files.up.memory', Math.max(...all.upGrew), 'MB', null);
  line('files.down.memory', Math.max(...all.downGrew), 'MB', null);
} finally {
  await browser?.close();
  await server.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
}
