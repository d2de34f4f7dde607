// How a circle of people decides who belongs to it: newcomers before two admins, a further device, a way back, a branch that
// is frozen, a channel that others can't see. Without a mouse, on pages 320 pixels wide.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, overflow } from './lib/axe.mjs';
import { launch } from './lib/browser.mjs';
import { KeyboardPerson } from './lib/keyboard.mjs';
import { Server } from './lib/server.mjs';
import { until } from './lib/wait.mjs';

const GROUP = 'Fernhollow';
const CHANNEL = 'general';
const HIDDEN = 'night ferry';
const QUESTION = 'Which tree stands at the gate?';
const NARROW = { width: 320, height: 640 };
const phrase = (name) => `${name.toLowerCase()} crosses seven quiet bridges`;

function check(holds, what) {
  if (!holds) throw new Error(what);
}

/** A person who finds their way through one pane. */
export class Walker extends KeyboardPerson {
  /** To a place of the list, from wherever one is. */
  async place(name) {
    await this.home();
    await this.press(name);
  }

  async home() {
    for (let depth = 0; depth < 5; depth++) {
      const way = (await this.has('Back')) ? 'Back' : 'Back to the list';
      if (!(await this.has(way))) return;
      // A page that is just going away takes its way back with it.
      await this.press(way, 3_000).catch(async (error) => {
        if (await this.has(way)) throw error;
      });
    }
  }

  /** Into a need-to-know channel, which stands in the list without the sign of the open ones. */
  async narrow(name) {
    await this.home();
    await this.press(name);
    await until(`${this.name} to be in ${name}`, () =>
      this.page.evaluate(
        (label) =>
          [...document.querySelectorAll('textarea')].some((each) =>
            (each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? '')
              .replace(/[\u2066-\u2069]/g, '')
              .includes(label),
          ),
        `Message ${name}`,
      ),
    );
  }

  /** Whether a button or link with this name is on the page. */
  has(label) {
    return this.page.evaluate((wanted) => {
      const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim();
      return [...document.querySelectorAll('button, a')].some(
        (each) => plain(each.getAttribute('aria-label') ?? each.innerText) === wanted && each.checkVisibility(),
      );
    }, label);
  }

  async channel(name) {
    await this.home();
    await super.channel(name);
  }

  /** Answers a dialog that asks once more, with the same words. */
  async sure(label) {
    await this.press(label);
    await until(`${this.name} to be asked about "${label}"`, () =>
      this.page.evaluate(() => document.querySelector('dialog[open]') !== null),
    );
    await this.press(label);
  }

  /** Holds the page to axe and to its edges, once it rests: what is half drawn, or on its way from one colour to another, is nobody's. */
  async home320() {
    let found = [];
    await until(`${this.name}'s page to be at rest and without a fault`, async () => {
      const beyond = await overflow(this.page);
      found = [...(beyond > 0 ? [`the page scrolls sideways by ${beyond} pixels`] : []), ...(await faults(this.page))];
      return found.length === 0;
    }, 5_000, 500).catch((error) => {
      throw new Error(`${error.message}\n${found.join('\n')}`);
    });
  }

  /** The items of a numbered list of words, without their numbers. */
  words(label) {
    return this.page.evaluate(
      (wanted) =>
        [...document.querySelectorAll(`ol[aria-label="${wanted}"] li`)].map((li) =>
          li.innerText.replace(/[\u2066-\u2069\d]/g, '').trim(),
        ),
      label,
    );
  }

  /** Makes a sheet on the last step, reads it back word by word, and gives its line of text. */
  async keepSheet() {
    await this.sees('A sheet to come back with', 120_000);
    if (await this.has('Make a sheet')) await this.press('Make a sheet');
    const label = 'The ten words of your sheet';
    const words = await until(`${this.name} to see the words`, async () => {
      const list = await this.words(label);
      return list.length === 10 && list.every((word) => word !== '' && word !== '…') ? list : null;
    });
    const line = await until(`${this.name} to see the line of text`, () =>
      this.page.evaluate(() => document.body.innerText.match(/understory-recovery\S+/)?.[0]),
    );
    await this.press('I have it on paper');
    const asked = await until(`${this.name} to be asked for words`, () =>
      this.page.evaluate(() => {
        const texts = [...document.querySelectorAll('input')].map(
          (each) => (each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? '').replace(/[\u2066-\u2069]/g, ''),
        );
        const numbers = texts.map((text) => text.match(/Word (\d+)/)?.[1]).filter(Boolean);
        return numbers.length === 3 ? numbers.map(Number) : null;
      }),
    );
    for (const number of asked) await this.fill(`Word ${number}`, words[number - 1]);
    await this.press('Check');
    return line;
  }
}

export class Circle {
  /** @param {{name: string, kind: string}} setting */
  constructor(root, port, setting) {
    this.setting = setting;
    this.work = mkdtempSync(join(tmpdir(), 'understory-circle-'));
    this.server = new Server(root, join(this.work, 'data'), port, ['--bucket-seconds', '10']);
    this.browsers = [];
    this.people = [];
  }

  async person(name) {
    const profile = mkdtempSync(join(this.work, `${name}-`));
    const browser = await launch(this.setting.kind, profile, this.setting);
    this.browsers.push(browser);
    const person = await KeyboardPerson.open(browser, name, NARROW);
    Object.setPrototypeOf(person, Walker.prototype);
    this.people.push(person);
    return person;
  }

  steps() {
    return [
      ['a person founds a group and keeps a recovery sheet', () => this.found()],
      ['a newcomer joins and becomes an admin', () => this.second()],
      ['the second admin lets somebody in alone', () => this.branch()],
      ['two approvals and a question: both admins approve at once', () => this.both()],
      ['one admits while the other declines: one of it happens', () => this.race()],
      ['a second browser is linked by ten words', () => this.link()],
      ['a need-to-know channel that others cannot see', () => this.hidden()],
      ['a member who lost every device comes back with the sheet', () => this.comeBack()],
      ['everyone who came in only through somebody is frozen', () => this.freeze()],
      ['no page broke its policy or threw', () => this.clean()],
    ];
  }

  async found() {
    await this.server.start();
    this.ada = await this.person('Adalind');
    const { ada } = this;
    await ada.go(this.server.foundingLink);
    await ada.fill('Name of the group', GROUP);
    await ada.fill('Your name in this group', ada.name);
    await ada.press('Next');
    await ada.passphrase(phrase(ada.name));
    await ada.press('Found the group');
    await this.isIn(ada);
    await ada.home320();
  }

  /** Makes an invite and gives its link. */
  async invite(admin, name) {
    await admin.place('Invites');
    await admin.press('New invite');
    await admin.fill('Name of the person', name);
    await admin.fill('Who is it for?', name);
    await admin.press('Make the invite');
    const link = await until(`${admin.name} to see an invite link`, () =>
      admin.page.evaluate(() => document.querySelector('dialog[open] .link-text')?.innerText.trim()),
    );
    await admin.press('Close');
    return link;
  }

  async asks(name, link, answer) {
    const joiner = await this.person(name);
    await joiner.go(link);
    await joiner.press('Next');
    await joiner.fill('Your name in this group', name);
    await joiner.press('Next');
    await joiner.fill('Why do you want to join, and who knows you?', 'They all know me');
    await joiner.press('Next');
    await joiner.passphrase(phrase(name));
    await joiner.press('Ask to join');
    if (answer !== null) {
      await joiner.sees('The group has questions', 120_000);
      await joiner.fill(QUESTION, answer);
      await joiner.home320();
      await joiner.press('Ask to join');
    }
    await joiner.sees('An admin will look at your request', 120_000);
    return joiner;
  }

  /** To the sheet of somebody, by the people of the channel. */
  async person320(who, name) {
    await who.home();
    await who.channel(CHANNEL);
    await who.press('Members');
    await who.press(name);
    await who.sees('In the group since');
  }

  /** Opens the request and approves it. */
  async approves(admin, name) {
    await admin.place('Requests');
    await admin.press(name);
    // No second question: it can be taken back for ten seconds.
    await admin.press(`Let ${name} in`);
  }

  async isIn(joiner) {
    const line = await joiner.keepSheet();
    await joiner.sees(GROUP, 60_000);
    return line;
  }

  async second() {
    const link = await this.invite(this.ada, 'Benedikt');
    this.ben = await this.asks('Benedikt', link, null);
    await this.approves(this.ada, 'Benedikt');
    await this.isIn(this.ben);
    await this.person320(this.ada, 'Benedikt');
    await this.ada.sure('Make Benedikt an admin');
    await this.ben.place('Decisions');
    await this.ben.press('Accept');
    await this.ben.press('Accept');
    await until('Benedikt to be an admin', async () => {
      await this.ben.home();
      return this.ben.has('Invites');
    }, 60_000);
    await this.ben.home320();
  }

  async branch() {
    const link = await this.invite(this.ben, 'Finnian');
    this.finn = await this.asks('Finnian', link, null);
    await this.approves(this.ben, 'Finnian');
    await this.isIn(this.finn);
  }

  async both() {
    const { ada, ben } = this;
    await ada.place('How we decide');
    await ada.press('Change the questions');
    await ada.fill('Question 1', QUESTION);
    await ada.press('Use these questions');
    await ada.press('Change: Approvals for a newcomer');
    await ada.press('2');
    await ada.press('Change it');
    await ben.place('How we decide');
    await ben.sees(QUESTION);
    const link = await this.invite(ada, 'Cleophea');
    this.cleo = await this.asks('Cleophea', link, 'An old yew');
    await Promise.all([this.approves(ada, 'Cleophea'), this.approves(ben, 'Cleophea')]);
    this.sheet = await this.isIn(this.cleo);
    for (const person of [ada, ben]) {
      await person.place('Requests');
      await person.sees('Nobody is waiting');
      await person.home320();
    }
  }

  async race() {
    const { ada, ben } = this;
    await ada.place('How we decide');
    await ada.press('Change: Approvals for a newcomer');
    await ada.press('1');
    await ada.press('Change it');
    const link = await this.invite(ada, 'Dorothea');
    this.dora = await this.asks('Dorothea', link, 'No idea');
    for (const admin of [ada, ben]) {
      await admin.place('Requests');
      await admin.press('Dorothea');
    }
    await ben.press('Decline Dorothea');
    await Promise.all([this.admitsOrIsLate(ada, 'Dorothea'), ben.press('Decline Dorothea')]);
    const outcome = await until('one of both to happen', async () => {
      const text = await this.dora.text();
      if (text.includes('Your request was declined')) return 'declined';
      return text.includes('A sheet to come back with') ? 'in' : null;
    }, 90_000);
    for (const admin of [ada, ben]) {
      await admin.home();
      await until(`${admin.name} to see that she is ${outcome}`, async () =>
        (await admin.text()).includes('Dorothea') === (outcome === 'in'),
      );
    }
  }

  /** Approves the request that is open, or is told that another decided it a moment ago. */
  async admitsOrIsLate(admin, name) {
    const late = await admin.press(`Let ${name} in`, 5_000).catch((error) => error);
    if (late instanceof Error) check((await admin.text()).includes('Somebody decided it'), late.message);
  }

  async link() {
    const { cleo } = this;
    await cleo.place('My devices');
    await cleo.press('Link another device');
    await cleo.press('Show the code');
    const words = await until('ten words', async () => {
      const list = await cleo.words('Ten words to type');
      return list.length === 10 && !list.includes('…') ? list : null;
    });
    this.tablet = await this.person('Cleophea’s tablet');
    const { tablet } = this;
    await tablet.go(this.server.origin);
    await tablet.press('Link this browser');
    await tablet.press('Type the ten words');
    for (const [at, word] of words.entries()) await tablet.fill(`Word ${at + 1}`, word);
    await tablet.home320();
    await tablet.press('Next');
    await tablet.passphrase(phrase('tablet'));
    await tablet.press('Link this browser');
    const four = async (person) =>
      until(`${person.name} to see four words`, async () => {
        const list = await person.words('Four words to compare');
        return list.length === 4 && !list.includes('…') ? list : null;
      }, 60_000);
    const [here, there] = await Promise.all([four(cleo), four(tablet)]);
    check(here.join() === there.join(), 'both sides show the same four words');
    await cleo.press('They are the same');
    await tablet.press('They are the same');
    await tablet.arrives(CHANNEL);
    await cleo.press('Close');
    await tablet.channel(CHANNEL);
    await this.ada.channel(CHANNEL);
    await this.ada.say(CHANNEL, 'Hello to both of you');
    await tablet.reads(['Hello to both of you']);
  }

  async hidden() {
    const { ada, ben, cleo } = this;
    await ada.home();
    await ada.press('New channel');
    await ada.press('For those who need to know');
    await ada.fill('Name of the channel', HIDDEN);
    await ada.tick('Who is in this channel', 'Cleophea');
    await ada.tick('Who keeps it, besides you', 'Cleophea');
    await ada.press('Make the channel');
    await ada.narrow(HIDDEN);
    await ada.say(HIDDEN, 'At four, by the lighthouse');
    await cleo.home();
    await cleo.sees(HIDDEN, 60_000);
    await cleo.narrow(HIDDEN);
    await cleo.reads(['At four, by the lighthouse']);
    await cleo.home320();
    await ben.home();
    check(!(await ben.text()).includes(HIDDEN), 'who is not in it sees nothing of it');
  }

  async comeBack() {
    const lost = [this.cleo, this.tablet];
    this.people = this.people.filter((person) => !lost.includes(person));
    for (const person of lost) await person.browser.close();
    const again = await this.person('Cleophea');
    await again.go(this.server.origin);
    await again.press('I have a recovery sheet');
    await again.fill('The line of text on the sheet', this.sheet);
    await again.home320();
    await again.press('Use this text');
    await again.passphrase(phrase('again'));
    await again.press('Ask to come back');
    await again.sees('You have asked to come back', 120_000);
    await this.ada.place('Coming back');
    await this.ada.press('I have talked with Cleophea');
    await this.ada.press('I have talked with Cleophea');
    await again.keepSheet();
    await again.channel(CHANNEL);
    await this.ada.channel(CHANNEL);
    await this.ada.say(CHANNEL, 'Welcome back');
    await again.reads(['Welcome back']);
    check(!(await again.text()).includes('Hello to both of you'), 'no history comes back');
    this.cleo = again;
  }

  async freeze() {
    const { ada, ben, finn } = this;
    await this.person320(ada, 'Benedikt');
    await ada.press('Freeze everyone who came in through Benedikt');
    await ada.sees('Finnian');
    await ada.home320();
    await ada.fill('Type “2” to go on', '2');
    await ada.press('Freeze 2 people');
    for (const person of [ben, finn]) await person.sees('You are frozen', 60_000);
    await ada.channel(CHANNEL);
    await this.cleo.channel(CHANNEL);
    await ada.say(CHANNEL, 'Who came in otherwise stays');
    await this.cleo.reads(['Who came in otherwise stays']);
  }

  async clean() {
    const problems = this.people.flatMap((person) => person.problems.map((what) => `${person.name}: ${what}`));
    check(problems.length === 0, problems.join('\n'));
  }

  async end() {
    for (const browser of this.browsers) await browser.close().catch(() => {});
    await this.server.stop();
    rmSync(this.work, { recursive: true, force: true });
  }
}
