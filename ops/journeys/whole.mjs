// The whole, once through: two browsers, a member on Signal's own library, a server that is killed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, Person } from './lib/browser.mjs';
import { Terminal } from './lib/cli.mjs';
import { findInFiles, forms } from './lib/leaks.mjs';
import { Server } from './lib/server.mjs';
import { pause, until } from './lib/wait.mjs';

const GROUP = 'Lichenfield Circle';
const CHANNEL = 'general';
const ANSWER = 'Quillwort vouches for me';
const PHRASES = { ada: 'amber otter quiet lantern', ben: 'copper finch under moss', cleo: 'granite plover seven oars' };

function check(holds, what) {
  if (!holds) throw new Error(what);
}

const counts = (texts) => texts.reduce((map, text) => map.set(text, (map.get(text) ?? 0) + 1), new Map());

/** Each expected text exactly once. */
function once(texts, expected, whose) {
  const seen = counts(texts);
  const wrong = expected.filter((text) => seen.get(text) !== 1);
  check(wrong.length === 0, `${whose}: not exactly once: ${wrong.map((t) => `${t} (${seen.get(t) ?? 0})`).slice(0, 5)}`);
}

export class Whole {
  /** @param {{name: string, kind: string, wasm?: boolean, jitless?: boolean, server?: string[]}} setting */
  constructor(root, port, setting) {
    this.root = root;
    this.setting = setting;
    this.work = mkdtempSync(join(tmpdir(), 'understory-journey-'));
    this.server = new Server(root, join(this.work, 'data'), port, [
      '--bucket-seconds',
      '10',
      ...(setting.server ?? []),
    ]);
    this.browsers = [];
  }

  async person(name) {
    const profile = mkdtempSync(join(this.work, `${name}-`));
    const browser = await launch(this.setting.kind, profile, this.setting);
    this.browsers.push(browser);
    return Person.open(browser, name);
  }

  steps() {
    const short = this.setting.jitless === true;
    return [
      ['the server starts and prints a founding link', () => this.start()],
      ['a person founds a group', () => this.found()],
      ['another asks by link, and waits across a reload', () => this.ask()],
      ['the admin lets them in', () => this.admit()],
      ...(short ? [] : [['a member on libsignal joins', () => this.terminal()]]),
      [`${short ? 6 : 50} messages are each in every timeline once`, () => this.talk(short ? 6 : 50)],
      ['messages disappear from every client and from the tables', () => this.disappear()],
      ['after a reload and the passphrase everything is there', () => this.reload()],
      ...(short ? [] : [['a server killed under load loses nothing it acknowledged', () => this.killed()]]),
      ['a removed member reads nothing that follows', () => this.removed()],
      ['no frame, table or file of the server shows what was planted', () => this.leaks()],
      ['the search would find what is not sealed', () => this.searchWorks()],
      ['no page broke its policy or threw', () => this.clean()],
    ];
  }

  async start() {
    await this.server.start();
    this.link = this.server.foundingLink;
  }

  async found() {
    this.ada = await this.person('Adalind');
    await this.ada.found(this.link, GROUP, PHRASES.ada);
  }

  async ask() {
    this.invite = await this.ada.invite('for the one from the fair');
    this.ben = await this.person('Benedikt');
    await this.ben.join(this.invite, ANSWER, PHRASES.ben);
    check(!(await this.ben.page.url()).includes('#v1'), 'the secret is gone from the address bar');
    await this.ben.page.reload();
    await this.ben.fill('Passphrase', PHRASES.ben);
    await this.ben.press('Unlock');
    await this.ben.sees('An admin will look at your request', 120_000);
  }

  async admit() {
    await this.ada.approve('Benedikt');
    await this.ben.arrives(GROUP, 60_000);
    await this.ben.channel(CHANNEL);
    await this.ada.channel(CHANNEL);
  }

  async terminal() {
    this.cleo = new Terminal(this.root, join(this.work, 'cleo.state'), PHRASES.cleo);
    const invite = await this.ada.invite('for the terminal');
    await this.cleo.ask({ do: 'join', link: invite, name: 'Cleophea', answer: ANSWER });
    await this.ada.approve('Cleophea');
    await this.cleo.phase('ready');
    await this.ada.channel(CHANNEL);
    await this.ben.sees('Cleophea');
  }

  async talk(count) {
    this.said = [];
    for (let i = 0; i < count; i++) {
      const text = `Sphagnum ${i} from ${['Adalind', 'Benedikt', 'Cleophea'][i % (this.cleo ? 3 : 2)]}`;
      if (this.cleo && i % 3 === 2) await this.cleo.ask({ do: 'send', channel: CHANNEL, text });
      else await (i % (this.cleo ? 3 : 2) === 0 ? this.ada : this.ben).say(CHANNEL, text);
      this.said.push(text);
    }
    await this.everyoneReads(this.said);
  }

  async everyoneReads(expected) {
    await this.ada.reads(expected, 120_000);
    await this.ben.reads(expected, 120_000);
    once(await this.ada.texts(), expected, 'Adalind');
    once(await this.ben.texts(), expected, 'Benedikt');
    if (this.cleo) {
      await this.cleo.reads(CHANNEL, expected);
      once(await this.cleo.texts(CHANNEL), expected, 'Cleophea');
    }
  }

  async disappear() {
    await this.ada.timer(5);
    await this.ben.sees('Disappears after 5 seconds');
    const fleeting = ['Sundew one', 'Sundew two'];
    const rows = async () =>
      Number((await this.server.query('SELECT count(*) AS n FROM log_entry'))[0].n);
    const before = await rows();
    await this.ada.notes();
    await this.ben.notes();
    const sent = Date.now();
    await this.ada.say(CHANNEL, fleeting[0]);
    await this.ben.say(CHANNEL, fleeting[1]);
    const all = [() => this.ada.texts(), () => this.ben.texts()];
    if (this.cleo) all.push(() => this.cleo.texts(CHANNEL));
    // Each by who sent it: whoever is slower than the timer lawfully never shows it.
    let stored = false;
    const seen = async () => {
      stored ||= (await rows()) >= before + 2;
      return stored && (await this.ada.noted(fleeting[0])) && (await this.ben.noted(fleeting[1]));
    };
    await until('both to be seen', seen, 20_000);
    await until(
      'both to be gone from every client',
      async () => (await Promise.all(all.map((texts) => texts()))).every((texts) => !texts.some((t) => fleeting.includes(t))),
      12_000,
    );
    check(Date.now() >= sent + 4_900, 'they were there until their time');
    await until('the tables to let go at the end of the bucket', async () => (await rows()) <= before, 40_000, 500);
    this.fleeting = fleeting;
  }

  async reload() {
    await this.ada.page.reload();
    await this.ada.unlock(PHRASES.ada);
    await this.ada.channel(CHANNEL);
    await this.ada.reads(this.said);
    once(await this.ada.texts(), this.said, 'Adalind');
  }

  async killed() {
    await this.setLongTimer();
    const acknowledged = [];
    let stop = false;
    let tried = 0;
    const load = (async () => {
      while (!stop && tried < 200) {
        const text = `Bulrush ${tried++}`;
        try {
          await this.cleo.ask({ do: 'send', channel: CHANNEL, text }, 120_000);
          acknowledged.push(text);
        } catch {
          // Not acknowledged while the server was away: it may come later, and is not counted.
        }
      }
    })();
    await until('some load', () => acknowledged.length >= 10);
    await this.server.kill();
    await pause(500);
    const rest = this.server.start();
    await rest;
    const before = acknowledged.length;
    await until('clients to come back by themselves', () => acknowledged.length > before, 90_000);
    stop = true;
    await load;
    await this.ada.reads(acknowledged, 120_000);
    await this.ben.reads(acknowledged, 120_000);
    once(await this.ada.texts(), acknowledged, 'Adalind');
    once(await this.ben.texts(), acknowledged, 'Benedikt');
    this.said.push(...acknowledged);
  }

  async setLongTimer() {
    await this.ada.press('Disappears after 5 seconds');
    await this.ada.press('1 week');
    await this.ada.press('Set the timer');
    await this.ben.sees('Disappears after 1 week');
    if (this.cleo === undefined) return;
    // Who has not heard of it yet sends what is gone in five seconds.
    const knows = async () => JSON.stringify(await this.cleo.ask({ do: 'channels' })).includes('604800');
    await until('the terminal to hear of the new timer', knows, 30_000);
  }

  async removed() {
    if (this.setting.jitless) await this.setLongTimer();
    await this.ada.remove('Benedikt');
    await this.ben.sees('You are no longer in this group');
    const after = 'Bogbean, after the removal';
    await this.ada.say(CHANNEL, after);
    await this.ada.reads([after]);
    if (this.cleo) await this.cleo.reads(CHANNEL, [after]);
    await this.ben.page.reload();
    await this.ben.fill('Passphrase', PHRASES.ben);
    await this.ben.press('Unlock');
    await this.ben.sees('You are no longer in this group', 120_000);
    check(!(await this.ben.text()).includes(after), 'the removed member shows nothing of what follows');
    this.after = after;
  }

  planted() {
    const secrets = [this.link, this.invite].map((link) => link.split('#v1.')[1].split('.')[0]);
    return {
      words: [GROUP, CHANNEL, ANSWER, 'Adalind', 'Benedikt', 'Cleophea', 'Quillwort', 'Sphagnum', 'Sundew', 'Bogbean'],
      inviteSecret: Buffer.from(secrets[1], 'base64url'),
    };
  }

  async leaks() {
    const { words, inviteSecret } = this.planted();
    const sealed = words.filter((word) => word !== CHANNEL);
    const seen = sealed.filter((word) =>
      this.server.proxy.frames.some((frame) => forms(word).some((form) => frame.includes(form))),
    );
    check(seen.length === 0, `in frames: ${seen}`);
    check(!this.server.proxy.frames.some((frame) => frame.includes(inviteSecret)), "an invite's secret in a frame");
    check(!this.server.proxy.requests.some((line) => /v1\./.test(line)), 'a secret in a request line');
    check(!this.server.proxy.frames.some((frame) => frame.includes(Buffer.from(CHANNEL))), 'the channel name in a frame');
    const skip = (path) => path.includes('/binaries-') || path.includes('/cache/');
    const found = findInFiles(join(this.work, 'data'), sealed, skip);
    check(found.length === 0, `in the server's files: ${found.slice(0, 5)}`);
    const dump = await this.server.dump();
    check(dump.length > 1000, 'the dump holds rows');
    const tables = sealed.filter((word) =>
      forms(word).some((form) => dump.includes(form.toString('hex')) || dump.includes(form.toString('latin1'))),
    );
    check(tables.length === 0, `in the tables: ${tables}`);
    check(!dump.includes(inviteSecret.toString('hex')), "an invite's secret in the tables");
    const bare = findInFiles(join(this.work, 'data'), [inviteSecret.toString('latin1')], skip);
    check(bare.length === 0, "an invite's secret in the server's files");
  }

  /** The same search, over what certainly holds the words: it is able to find them. */
  async searchWorks() {
    const { writeFileSync, mkdirSync } = await import('node:fs');
    const place = join(this.work, 'planted');
    mkdirSync(place);
    writeFileSync(join(place, 'utf8'), `xx${GROUP}yy`);
    writeFileSync(join(place, 'utf16'), Buffer.from(`xx${ANSWER}yy`, 'utf16le'));
    check(findInFiles(place, [GROUP, ANSWER]).length === 2, 'the search finds what is there');
    check((await this.ada.text()).includes('Bogbean'), 'the words really were used');
  }

  async clean() {
    const problems = [this.ada, this.ben].flatMap((person) => person.problems);
    check(problems.length === 0, `problems: ${problems.slice(0, 3)}`);
  }

  async end() {
    await this.cleo?.stop();
    for (const browser of this.browsers) await browser.close().catch(() => {});
    await this.server.close();
    rmSync(this.work, { recursive: true, force: true });
  }
}
