// The timeline of a long history in the shipped page: ops/bench timeline --help
import { execFileSync } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, Person } from '../journeys/lib/browser.mjs';
import { Server } from '../journeys/lib/server.mjs';
import { pause, until } from '../journeys/lib/wait.mjs';
import { call, query, watchPage } from '../lib/page-core.mjs';
import { storeHistory, watchDelays } from './in-page.mjs';

const USAGE = `usage: ops/bench timeline [--messages N] [--posts N] [--only WHAT] [--profile FILE]

The shipped page and core in Chromium, served by the real server, with a store in which one channel has so many messages:
taken in, laid into pages and sealed by the core itself (compiled for the JVM), and put where the page keeps its store.
  --messages N    in the channel (100000)
  --posts N       of the way from one browser to another (60)
  --only WHAT     history or posting
  --profile FILE  a profile of the core's thread while the history is measured, for Chromium's own tools

timeline.unlock    from the stretched passphrase to the newest messages in sight; the stretching is measured apart and taken off
timeline.complete  from the same moment until the whole history is loaded
timeline.open      from choosing the channel, in an opened page, to its newest messages painted
timeline.open.idle the same of a channel with 200 messages, for comparison
timeline.scroll.*  ten seconds of the wheel towards older messages: longest task, longest wait of an input, longest gap of frames
timeline.search    an answer of the core to the page, over words seldom and often, one or two, with and without filters
timeline.view      the same of what is read again whenever something changes
timeline.memory.*  what the page and its worker say that they use; what its process has that is its own
posting.seen       from pressing Enter in one browser to the text in the tree of the other's page, both on this machine`;

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PASSPHRASE = 'amber otter quiet lantern';
const ROUNDS = 7;

const { values: given } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    posts: { type: 'string', default: '60' },
    only: { type: 'string' },
    profile: { type: 'string' },
    java: { type: 'string', default: 'java' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const messages = Number(given.messages);
const round = (value) => Math.round(value * 100) / 100;
const sorted = (list) => [...list].sort((a, b) => a - b);
const at = (list, part) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * part))];
const say = (text) => process.stderr.write(`${text}\n`);
const figure = (name, value, unit, more = {}) =>
  console.log(JSON.stringify({ name, value: round(value), unit, runtime: 'chromium', peer: null, ...more }));
const below = (goal, value) => ({ goal: `< ${goal}`, reached: value < goal });

/** The server, talked to without the proxy of the journeys. */
class Direct extends Server {
  get origin() {
    return `http://localhost:${this.port}`;
  }
}

const work = mkdtempSync(join(tmpdir(), 'understory-timeline-'));
const open = [];

async function browser(name, flags = []) {
  const one = await launch('chromium', mkdtempSync(join(work, `${name}-`)), { flags });
  open.push(one);
  return one;
}

/** The history as a file of the core's own making. */
function history() {
  const kdf = { kdf: 'pbkdf2-sha512', salt: randomBytes(16).toString('hex'), memoryKiB: 0, iterations: 600_000 };
  const key = pbkdf2Sync(PASSPHRASE, Buffer.from(kdf.salt, 'hex'), kdf.iterations, 32, 'sha512');
  const jars = join(ROOT, 'ops/cli/target/lib');
  const places = [join(ROOT, 'crypto/core/target/test-classes'), ...readdirSync(jars).map((name) => join(jars, name))];
  const file = join(work, 'history');
  const rows = execFileSync(given.java, [
    '-XX:-UsePerfData', '-XX:+UseSerialGC', '-Xmx1500m', '-cp', places.join(':'), 'org.understory.core.HistoryFixture',
    file, String(messages), Buffer.from(JSON.stringify(kdf)).toString('hex'), key.toString('hex'),
  ]);
  return { bytes: readFileSync(file), rows: Number(rows), kdf };
}

/** An item list in sight, painted: the time by the page's own clock. */
const painted = (page, what) =>
  page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const there = document.querySelector('.timeline-list')?.childElementCount > 20 && document.title !== '' &&
            (wanted === '' || document.querySelector('.pane-main h1, .pane-main h2')?.textContent.includes(wanted));
          if (there) requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
          else requestAnimationFrame(look);
        };
        look();
      }),
    what,
  );

async function unlock(person) {
  // What the stretching alone takes here, the shortest of three.
  const stretching = await person.page.evaluate(async () => {
    const all = [];
    for (let i = 0; i < 3; i++) {
      const began = performance.now();
      const key = await crypto.subtle.importKey('raw', new Uint8Array(25), 'PBKDF2', false, ['deriveBits']);
      await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-512', salt: new Uint8Array(16), iterations: 600_000 }, key, 256);
      all.push(performance.now() - began);
    }
    return Math.min(...all);
  });
  await person.fill('Passphrase', PASSPHRASE);
  const began = await person.page.evaluate(() => performance.timeOrigin + performance.now());
  await person.press('Unlock');
  const shown = await painted(person.page, '');
  // An act waits until the whole history is there; this one changes nothing.
  await call(person.page, 'act', 'markRead', '00'.repeat(16));
  const complete = await person.page.evaluate(() => performance.timeOrigin + performance.now());
  return { shown: shown - began - stretching, complete: complete - began - stretching, stretching };
}

async function opening(person, from, to) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    await person.press(`# ${from}`);
    await painted(person.page, from);
    await pause(400);
    times.push(
      await person.page.evaluate(
        (name) =>
          new Promise((resolve) => {
            const plain = (e) => (e.textContent ?? '').replace(/[\u2066-\u2069]/g, '');
            const entry = [...document.querySelectorAll('a, button')].find((e) => plain(e).replace(/^[#\s]+/, '').startsWith(name));
            const before = document.querySelector('.timeline-list');
            const began = performance.now();
            entry.click();
            const look = () => {
              const list = document.querySelector('.timeline-list');
              const fresh = list !== null && (list !== before || list.dataset.seen !== name) && list.childElementCount > 20;
              const right = plain(document.querySelector('.composer-field') ?? document.body) !== null &&
                document.querySelector('.composer-field')?.placeholder?.replace(/[\u2066-\u2069]/g, '').includes(name);
              if (fresh && right) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          }),
        to,
      ),
    );
  }
  return times;
}

async function scrolling(person) {
  const box = await (await person.page.$('.timeline')).boundingBox();
  await person.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await person.page.evaluate(watchDelays);
  const until10 = Date.now() + 10_000;
  let wheels = 0;
  while (Date.now() < until10) {
    await person.page.mouse.wheel({ deltaY: -400 });
    wheels += 1;
    await pause(16);
  }
  await pause(300);
  return { ...(await person.page.evaluate(() => globalThis.delays())), wheels };
}

async function searching(person, channel) {
  const { items } = await call(person.page, 'timeline', channel, 200);
  const words = [...new Set(items.flatMap((item) => (item.text ?? '').split(' ')).filter((word) => word.length > 3))];
  const terms = [];
  for (let i = 0; i < 40; i++) {
    const one = words[(i * 37) % words.length];
    const two = words[(i * 53 + 7) % words.length];
    terms.push([one, ''], [one.slice(0, 3), ''], [`${one} ${two}`, ''], [one, 'poll']);
  }
  terms.push(['zzqqzz', ''], ['ba', '']);
  return person.page.evaluate(
    async (all, channelId) => {
      const times = [];
      for (const [text, has] of all) {
        const began = performance.now();
        await globalThis.drillCall('query', ['search', text, '', times.length % 2 === 0 ? '' : channelId, has, '']);
        times.push([performance.now() - began, text, has]);
      }
      return times;
    },
    terms,
    channel,
  );
}

async function repeated(person, name, ...args) {
  const times = [];
  for (let i = 0; i < 15; i++) {
    times.push(
      await person.page.evaluate(
        async (what, list) => {
          const began = performance.now();
          await globalThis.drillCall(what, list);
          return performance.now() - began;
        },
        name,
        args,
      ),
    );
  }
  return times;
}

/** Bytes that only the processes of pages have, in all. */
function ownMemory(pid) {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args=']).toString().split('\n').map((line) => line.trim().match(/^(\d+)\s+(\d+)\s+(.*)$/)).filter(Boolean);
  const family = new Set([String(pid)]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [, child, parent] of all) if (family.has(parent) && !family.has(child)) { family.add(child); grown = true; }
  }
  const renderers = all.filter(([, child, , args]) => family.has(child) && args.includes('--type=renderer'));
  const sizes = renderers.map(([, child]) => Number(/Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${child}/smaps_rollup`, 'utf8'))[1]) * 1024);
  return Math.max(0, ...sizes);
}

async function measureHistory(server) {
  say(`making a history of ${messages} messages ...`);
  const made = history();
  const chromium = await browser('reader', ['--js-flags=--expose-gc', '--enable-blink-features=ForceEagerMeasureMemory']);
  const person = await Person.open(chromium, 'Reader');
  await watchPage(person.page);
  await person.go(`${server.origin}/`);
  await pause(500);
  await storeHistory(person.page, made.bytes);
  await person.page.reload({ waitUntil: 'load' });
  say('unlocking ...');
  const { shown, complete, stretching } = await unlock(person);
  const size = { messages, rows: made.rows, bytes: made.bytes.length };
  figure('timeline.unlock', shown, 'ms', { ...size, stretching: round(stretching) });
  figure('timeline.complete', complete, 'ms', size);
  const { channels } = await call(person.page, 'view');
  const general = channels.find(({ name }) => name === 'general');
  await watchCore(chromium, person.page, async () => {
    const opened = await opening(person, 'Side 1', 'general');
    figure('timeline.open', at(opened, 0.5), 'ms', { messages, worst: round(Math.max(...opened)), ...below(1000, Math.max(...opened)) });
    figure('timeline.open.idle', at(await opening(person, 'general', 'Side 1'), 0.5), 'ms', { messages: 200 });
    const view = await repeated(person, 'view');
    figure('timeline.view', at(view, 0.5), 'ms', { worst: round(Math.max(...view)) });
    const page = await repeated(person, 'timeline', general.id, 200);
    figure('timeline.page', at(page, 0.5), 'ms', { worst: round(Math.max(...page)), items: 200 });
    const around = await repeated(person, 'query', 'around', general.id, (await call(person.page, 'timeline', general.id, 200)).items.find(({ kind }) => kind === 'message').id, '200');
    figure('timeline.around', at(around, 0.5), 'ms', { worst: round(Math.max(...around)), items: 200 });
    const found = await searching(person, general.id);
    const times = found.map(([time]) => time);
    const slowest = found.reduce((a, b) => (a[0] > b[0] ? a : b));
    figure('timeline.search', at(times, 0.5), 'ms', { p99: round(at(times, 0.99)), worst: round(slowest[0]), of: slowest.slice(1).join(' '), searches: times.length, ...below(100, at(times, 0.99)) });
  });
  await person.press('# general');
  await painted(person.page, 'general');
  await pause(1000);
  const scroll = await scrolling(person);
  figure('timeline.scroll.task', scroll.longestTask, 'ms', { over50: scroll.tasks, wheels: scroll.wheels, handled: scroll.handled, moved: round(scroll.moved) });
  figure('timeline.scroll.delay', scroll.longestDelay, 'ms', { p99: round(scroll.delayP99), ...below(100, scroll.longestDelay) });
  figure('timeline.scroll.frame', scroll.longestFrame, 'ms', { p50: round(scroll.frameP50), p99: round(scroll.frameP99), frames: scroll.frames });
  const told = await person.page.evaluate(async () => {
    globalThis.gc?.();
    if (performance.measureUserAgentSpecificMemory === undefined) return null;
    const { bytes, breakdown } = await performance.measureUserAgentSpecificMemory();
    const worker = breakdown.filter(({ attribution }) => attribution.some(({ scope }) => /worker/i.test(scope))).reduce((sum, part) => sum + part.bytes, 0);
    return { bytes, worker };
  });
  if (told !== null) figure('timeline.memory.said', told.bytes / 2 ** 20, 'MiB', { worker: round(told.worker / 2 ** 20) });
  figure('timeline.memory.own', ownMemory(chromium.process().pid) / 2 ** 20, 'MiB');
  await chromium.close();
}

/** A profile of the worker's thread, where one is wanted. */
async function watchCore(chromium, page, run) {
  if (given.profile === undefined) return run();
  const worker = page.workers().find((one) => one.url().includes('core-worker'));
  const client = worker.client;
  await client.send('Profiler.enable');
  await client.send('Profiler.start');
  await run();
  const { profile } = await client.send('Profiler.stop');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(given.profile, JSON.stringify(profile));
}

async function measurePosting(server) {
  say('two browsers ...');
  const ada = await Person.open(await browser('ada'), 'Adalind');
  const ben = await Person.open(await browser('ben'), 'Benedikt');
  await ada.found(server.foundingLink, 'Lichenfield Circle', PASSPHRASE);
  const invite = await ada.invite('for the one from the fair');
  await ben.join(invite, 'Quillwort vouches for me', PASSPHRASE);
  await ada.approve('Benedikt');
  await ben.arrives('Lichenfield Circle', 60_000);
  await ben.channel('general');
  await ada.channel('general');
  await ben.page.evaluate(() => {
    globalThis.seen = new Map();
    const look = () =>
      document.querySelectorAll('.item-text').forEach((e) => {
        if (!globalThis.seen.has(e.textContent)) globalThis.seen.set(e.textContent, performance.timeOrigin + performance.now());
      });
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await ada.page.evaluate(() => {
    globalThis.pressed = [];
    document.addEventListener('keydown', ({ key, timeStamp }) => key === 'Enter' && globalThis.pressed.push(performance.timeOrigin + timeStamp), true);
  });
  const times = [];
  for (let i = -5; i < Number(given.posts); i++) {
    const text = `post number ${i + 5}`;
    await ada.fill('Message general', text);
    await ada.page.keyboard.press('Enter');
    const seen = await until('the post to be seen', () => ben.page.evaluate((one) => globalThis.seen.get(one), text), 20_000, 20);
    const pressed = await ada.page.evaluate(() => globalThis.pressed.at(-1));
    if (i >= 0) times.push(seen - pressed);
    await pause(150);
  }
  const p50 = at(times, 0.5);
  figure('posting.seen', p50, 'ms', { p99: round(at(times, 0.99)), worst: round(Math.max(...times)), posts: times.length, ...below(100, p50) });
}

if (given.help) {
  console.log(USAGE);
  process.exit(0);
}
say(`${cpus().length} processors (${cpus()[0]?.model}), load ${loadavg()[0].toFixed(1)}`);
const server = new Direct(ROOT, join(work, 'data'), 18900 + Math.floor(Math.random() * 500));
try {
  await server.start();
  if (given.only !== 'posting') await measureHistory(server);
  if (given.only !== 'history') await measurePosting(server);
} catch (problem) {
  console.error(problem.stack ?? problem);
  process.exitCode = 2;
} finally {
  say(`load ${loadavg()[0].toFixed(1)}`);
  await Promise.all(open.map((one) => one.close().catch(() => undefined)));
  await server.stop().catch(() => undefined);
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}
process.exit();
