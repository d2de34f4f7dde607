// The drill of disappearing. ops/drill --help says what it does.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed, launch, Person } from '../journeys/lib/browser.mjs';
import { Server } from '../journeys/lib/server.mjs';
import { pause, until } from '../journeys/lib/wait.mjs';
import { search } from '../lib/search.mjs';
import { KINDS } from './kinds.mjs';
import { KeyFiles } from './vault-keys.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BUCKET_SECONDS = 10;
const TIMER_SECONDS = 30;
/** The end of the last bucket, the server's cycle, a tick of the page. */
const AFTER_SECONDS = TIMER_SECONDS + 3 * BUCKET_SECONDS + 10;
const MECHANISMS = ['timer', 'purge', 'overwrite'];
const CHANNEL = 'general';
const PHRASES = { ada: 'amber otter quiet lantern', ben: 'copper finch under moss' };

function options(words) {
  const given = { count: 300, browsers: ['chromium', 'firefox'], without: null, keep: false, plant: null };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--plant') given.plant = words[++i];
    else if (words[i] === '--count') given.count = Number(words[++i]);
    else if (words[i] === '--browser') given.browsers = [words[++i]];
    else if (words[i] === '--without') given.without = words[++i];
    else if (words[i] === '--keep') given.keep = true;
    else throw new Error(`there is no option ${words[i]}`);
  }
  if (given.without !== null && !MECHANISMS.includes(given.without)) throw new Error(`not a mechanism: ${given.without}`);
  if (given.browsers.some((one) => installed(one) === undefined)) throw new Error('a browser is not installed');
  return given;
}

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const word = () => Array.from({ length: 5 }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join('');

/** Texts that stand nowhere by chance. */
function texts({ plant, count }) {
  if (plant === null) return Array.from({ length: count }, () => `${word()} ${word()} ${word()}`);
  const lines = readFileSync(plant, 'utf8').split('\n').map((line) => line.trim());
  return lines.filter((line) => Buffer.byteLength(line) >= 6).slice(0, count);
}

/** A piece from the inside of every envelope: frames end with ciphertext. */
function ciphertexts(frames) {
  const pieces = frames.filter((frame) => frame.length >= 500).map((frame) => frame.subarray(frame.length - 120, frame.length - 88));
  return [...new Map(pieces.map((piece) => [piece.toString('hex'), Buffer.from(piece)])).values()];
}

class Drill {
  constructor(kind, given) {
    this.kind = kind;
    this.given = given;
    this.work = mkdtempSync(join(tmpdir(), 'understory-drill-'));
    this.server = new Server(ROOT, join(this.work, 'data'), 18300 + randomInt(500), [
      '--bucket-seconds',
      String(BUCKET_SECONDS),
    ]);
    this.browsers = [];
    this.profiles = {};
  }

  say(what) {
    console.error(`${this.kind}: ${what}`);
  }

  async person(name) {
    const profile = mkdtempSync(join(this.work, `${name}-`));
    const browser = await launch(this.kind, profile);
    this.browsers.push(browser);
    this.profiles[name] = profile;
    return Person.open(browser, name);
  }

  async begin() {
    await this.server.start();
    this.ada = await this.person('Adalind');
    await this.ada.found(this.server.foundingLink, 'Lichenfield Circle', PHRASES.ada);
    const invite = await this.ada.invite('for the one from the fair');
    this.ben = await this.person('Benedikt');
    await this.ben.join(invite, 'Quillwort vouches for me', PHRASES.ben);
    await this.ada.approve('Benedikt');
    await this.ben.arrives('Lichenfield Circle', 60_000);
    await this.ben.channel(CHANNEL);
    await this.ada.channel(CHANNEL);
    if (this.given.without !== 'timer') await this.ada.timer(TIMER_SECONDS);
    await pause(2000);
    this.keys = new KeyFiles(this.profiles);
    this.keys.look(); // the keys of everything that stays
    this.keys.begin();
  }

  /** Each text as one kind, in turn; what the page has no screen for is not planted and said so. */
  async plant(planted) {
    const counts = {};
    const kinds = [];
    for (const kind of KINDS) {
      if (await kind.there(this.ada)) kinds.push(kind);
      else counts[kind.name] = 0;
    }
    const before = this.server.proxy.frames.length;
    for (const [at, text] of planted.entries()) {
      const kind = kinds[at % kinds.length];
      const who = Math.floor(at / kinds.length) % 2 === 0 ? this.ada : this.ben;
      await kind.plant(who, CHANNEL, text, at);
      counts[kind.name] = (counts[kind.name] ?? 0) + 1;
      if (at % 10 === 9) this.keys.look();
    }
    await pause(1500);
    this.keys.look();
    this.ciphertexts = ciphertexts(this.server.proxy.frames.slice(before));
    return counts;
  }

  async expire() {
    if (this.given.without === 'purge') {
      for (const browser of this.browsers) browser.process().kill('SIGKILL');
    }
    if (this.given.without === 'overwrite') this.keys.keepCopies((from, to) => copyFileSync(from, to));
    await pause(AFTER_SECONDS * 1000);
    if (this.given.without !== 'purge' && this.given.without !== 'timer') {
      await until('the last message to be gone', async () => (await this.ada.texts()).length === 0, 30_000);
    }
  }

  /** A line for each place: what was searched for, and how often it was found. */
  look(when, planted) {
    const places = { server: join(this.work, 'data'), ...this.profiles };
    const what = { texts: planted, ciphertexts: this.ciphertexts, keys: this.keys.seen() };
    let hits = 0;
    for (const [place, directory] of Object.entries(places)) {
      for (const [pattern, list] of Object.entries(what)) {
        if (list.length === 0 || (pattern === 'keys' && place === 'server')) continue;
        const files = new Map();
        const result = search({
          places: [directory],
          [pattern === 'texts' ? 'texts' : 'bytes']: list,
          onHit: ({ file }) => files.set(file, (files.get(file) ?? 0) + 1),
        });
        hits += result.hits;
        console.log(
          JSON.stringify({
            drill: 'expiry', browser: this.kind, when, place, pattern, searched: list.length,
            files: result.files, bytes: result.bytes, hits: result.hits, unread: result.unread,
            in: [...files.keys()].slice(0, 5).map((file) => file.slice(this.work.length + 1)),
          }),
        );
      }
    }
    return hits;
  }

  async run() {
    const planted = texts(this.given);
    this.say('beginning');
    await this.begin();
    this.say('planting');
    const counts = await this.plant(planted);
    console.log(JSON.stringify({ drill: 'expiry', browser: this.kind, planted: counts, without: this.given.without }));
    if (this.keys.seen().length === 0 && this.kind !== 'none') throw new Error('no stored keys were seen: is there a file of keys?');
    this.say('waiting for the end');
    await this.expire();
    let hits = this.look('open', planted);
    await this.close();
    hits += this.look('closed', planted);
    return hits;
  }

  async close() {
    await Promise.all(this.browsers.map((browser) => browser.close().catch(() => undefined)));
    this.browsers = [];
    await pause(1500);
  }

  async end() {
    await this.close();
    await this.server.close().catch(() => undefined);
    if (this.given.keep) this.say(`left in ${this.work}`);
    else if (existsSync(this.work)) rmSync(this.work, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

try {
  const given = options(process.argv.slice(2));
  let hits = 0;
  for (const kind of given.browsers) {
    const drill = new Drill(kind, given);
    try {
      hits += await drill.run();
    } finally {
      await drill.end();
    }
  }
  console.log(JSON.stringify({ drill: 'expiry', without: given.without, hits }));
  process.exitCode = hits > 0 ? 1 : 0;
} catch (problem) {
  console.error(problem.stack ?? problem);
  process.exitCode = 2;
}
process.exit();
