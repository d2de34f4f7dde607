// The drill of disappearing. ops/drill --help says what it does.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed, launch, Person } from '../journeys/lib/browser.mjs';
import { Server } from '../journeys/lib/server.mjs';
import { pause, until } from '../journeys/lib/wait.mjs';
import { call, notices, shownBlobs, watchPage } from '../lib/page-core.mjs';
import { search } from '../lib/search.mjs';
import { BucketKeys } from './bucket-keys.mjs';
import { KINDS } from './kinds.mjs';
import { KeyFiles } from './vault-keys.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BUCKET_SECONDS = 10;
const TIMER_SECONDS = 45;
/** The end of the last bucket, the server's cycle, a tick of the page. */
const AFTER_SECONDS = TIMER_SECONDS + 3 * BUCKET_SECONDS + 10;
const MECHANISMS = ['timer', 'purge', 'overwrite', 'keys', 'backup', 'autocomplete'];
const CHANNEL = 'general';
/** What is shorter stands somewhere by chance. */
const LEAST = 6;
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
  const unknown = given.without?.split(',').filter((one) => !MECHANISMS.includes(one)) ?? [];
  if (unknown.length > 0) throw new Error(`not a mechanism: ${unknown}`);
  if (given.browsers.some((one) => installed(one) === undefined)) throw new Error('a browser is not installed');
  return given;
}

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const word = () => Array.from({ length: 5 }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join('');

/** Texts that stand nowhere by chance. */
function texts({ plant, count }) {
  if (plant === null) return Array.from({ length: count }, () => `${word()} ${word()} ${word()}`);
  const lines = readFileSync(plant, 'utf8').split('\n').map((line) => line.trim());
  return lines.filter((line) => Buffer.byteLength(line) >= LEAST).slice(0, count);
}

const PIECE = 32;

/** Pieces from the inside of every envelope, near its beginning and its end; and of every part of a file. */
function ciphertexts(frames, bodies) {
  const pieces = [];
  for (const frame of frames.filter(({ length }) => length >= 500)) {
    for (const back of [frame.length > 700 ? 600 : 400, 120]) {
      pieces.push(frame.subarray(frame.length - back, frame.length - back + PIECE));
    }
  }
  for (const body of bodies.filter(({ length }) => length >= 3 * PIECE)) {
    pieces.push(body.subarray(PIECE, 2 * PIECE), body.subarray(body.length - 2 * PIECE, body.length - PIECE));
  }
  return unlike(pieces);
}

/** Each once; none that could stand somewhere by chance. */
function unlike(pieces) {
  const rich = pieces.filter((piece) => new Set(piece).size > 12);
  return [...new Map(rich.map((piece) => [piece.toString('hex'), Buffer.from(piece)])).values()];
}

/** Takes the page's `autocomplete` away, as if its authors had forgotten it. */
function forgetAutocomplete() {
  const strip = () => document.querySelectorAll('[autocomplete]').forEach((e) => e.removeAttribute('autocomplete'));
  new MutationObserver(strip).observe(document, { childList: true, subtree: true, attributes: true });
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
    this.server.proxy.keepsBodies = true;
    this.browsers = [];
    this.profiles = {};
  }

  /** Whether a mechanism is switched off. */
  lacks(mechanism) {
    return this.given.without?.split(',').includes(mechanism) ?? false;
  }

  say(what) {
    console.error(`${this.kind}: ${what}`);
  }

  async person(name) {
    const profile = mkdtempSync(join(this.work, `${name}-`));
    const browser = await launch(this.kind, profile);
    this.browsers.push(browser);
    this.profiles[name] = profile;
    const person = await Person.open(browser, name);
    await watchPage(person.page, { notify: true });
    if (this.lacks('autocomplete')) await person.page.evaluateOnNewDocument(forgetAutocomplete);
    return person;
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
    if (!this.lacks('timer')) await this.ada.timer(TIMER_SECONDS);
    await pause(2000);
    const { channels } = await call(this.ada.page, 'view');
    this.channel = channels.find((channel) => channel.name === CHANNEL).id;
    this.keys = new KeyFiles(this.profiles);
    this.buckets = new BucketKeys(join(this.work, 'data'));
    this.lookAtKeys(); // those of everything that stays
    this.keys.begin();
  }

  lookAtKeys() {
    this.keys.look();
    this.buckets.look();
  }

  /** The texts in equal shares, each share as one kind. Gives what of them is to be searched for. */
  async plant(planted) {
    const { ada, ben, channel, work } = this;
    const counts = {};
    const wanted = new Set(planted);
    const before = this.server.proxy.frames.length;
    const keys = setInterval(() => this.lookAtKeys(), 1000);
    for (const [at, kind] of KINDS.entries()) {
      const share = planted.filter((_, index) => index % KINDS.length === at);
      if (share.length === 0) continue;
      this.say(`planting: ${kind.name}`);
      const also = await kind.plant({ ada, ben, channel, name: CHANNEL, work }, share);
      also?.forEach((text) => wanted.add(text));
      counts[kind.name] = share.length;
      if (at === Math.floor(KINDS.length / 2)) await this.backUp();
    }
    await pause(1500);
    clearInterval(keys);
    this.lookAtKeys();
    const { frames, bodies } = this.server.proxy;
    this.ciphertexts = ciphertexts(frames.slice(before), bodies);
    const shown = await Promise.all([ada, ben].map(({ page }) => shownBlobs(page)));
    this.pictures = unlike(shown.flat().map((hex) => Buffer.from(hex, 'hex')));
    const told = (await notices(ada.page)).join('');
    if (told === '') throw new Error('nothing was notified');
    if ([...wanted].some((text) => told.includes(text))) throw new Error(`a notification tells: ${told}`);
    return { counts, texts: [...wanted].filter((text) => Buffer.byteLength(text) >= LEAST) };
  }

  /** A backup while the texts are there; without that mechanism the directory as it is. */
  async backUp() {
    const to = join(this.work, 'backup');
    const data = join(this.work, 'data');
    // Files of a running database come and go: what can't be copied is left out.
    if (this.lacks('backup')) return new Promise((resolve) => execFile('cp', ['-a', data, to], () => resolve()));
    return new Promise((resolve, reject) =>
      execFile(join(ROOT, 'ops/backup'), [to, '--data', data], (problem, out, err) =>
        problem ? reject(new Error(`no backup: ${out}${err}`)) : resolve(),
      ),
    );
  }

  async expire() {
    if (this.lacks('purge')) {
      for (const browser of this.browsers) browser.process().kill('SIGKILL');
    }
    if (this.lacks('overwrite')) this.keys.keepCopies((from, to) => copyFileSync(from, to));
    if (this.lacks('keys')) this.buckets.keepCopies();
    await pause(AFTER_SECONDS * 1000);
    if (this.lacks('purge') || this.lacks('timer')) return;
    for (const person of [this.ada, this.ben]) {
      await until('the last message to be gone', async () => (await person.texts()).length === 0, 30_000);
      const { items } = await call(person.page, 'timeline', this.channel, 1000);
      const left = items.filter(({ kind }) => kind === 'message').length;
      const { hits } = await call(person.page, 'query', 'search', '', '', '', '', '');
      if (left + hits.length > 0) throw new Error(`${person.name} still reads ${left} messages and finds ${hits.length}`);
    }
  }

  /** The directories that are searched, by name: the server's one by one. */
  places() {
    const data = join(this.work, 'data');
    const log = join(this.work, 'log');
    mkdirSync(log, { recursive: true });
    writeFileSync(join(log, 'server.txt'), this.server.output);
    const places = { log, backup: join(this.work, 'backup') };
    for (const name of readdirSync(data)) places[`server/${name}`] = join(data, name);
    return { ...places, ...this.profiles };
  }

  /** A line for each place: what was searched for, and how often it was found. */
  look(when, planted) {
    const what = {
      texts: planted,
      ciphertexts: this.ciphertexts,
      pictures: this.pictures,
      'keys of vaults': this.keys.seen(),
      'keys of buckets': this.buckets.over(),
    };
    const kindOf = new Map();
    for (const [pattern, list] of Object.entries(what)) {
      for (const one of list) kindOf.set(typeof one === 'string' ? one : one.toString('hex'), pattern);
    }
    const searched = Object.fromEntries(Object.entries(what).map(([pattern, list]) => [pattern, list.length]));
    const { texts: list, ...bytes } = what;
    let hits = 0;
    for (const [place, directory] of Object.entries(this.places())) {
      const files = new Set();
      const found = {};
      const result = search({
        places: [directory],
        texts: list,
        bytes: Object.values(bytes).flat(),
        onHit: ({ file, pattern, form }) => {
          files.add(`${file.slice(this.work.length + 1)} (${form})`);
          found[kindOf.get(pattern)] = (found[kindOf.get(pattern)] ?? 0) + 1;
        },
      });
      hits += result.hits;
      console.log(
        JSON.stringify({
          drill: 'expiry', browser: this.kind, without: this.given.without, when, place, searched,
          files: result.files, bytes: result.bytes, hits: result.hits, found, unread: result.unread, in: [...files].slice(0, 5),
        }),
      );
    }
    return hits;
  }

  async run() {
    const planted = texts(this.given);
    this.say('beginning');
    await this.begin();
    this.say('planting');
    const began = Date.now();
    const { counts, texts: wanted } = await this.plant(planted);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(JSON.stringify({ drill: 'expiry', browser: this.kind, without: this.given.without, planted: counts, seconds }));
    if (this.keys.seen().length === 0) throw new Error('no stored keys were seen: is there a file of keys?');
    if (this.buckets.all.size === 0) throw new Error('no keys of buckets were seen');
    if (this.pictures.length === 0) throw new Error('no picture was shown');
    this.say('waiting for the end');
    await this.expire();
    let hits = this.look('open', wanted);
    await this.close();
    hits += this.look('closed', wanted);
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
