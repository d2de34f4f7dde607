// One person's browser: a real Chromium or Firefox with a profile of its own, driven by what people see.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { until, within } from './wait.mjs';

const PLACES = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
};

export function installed(kind) {
  return PLACES[kind].find((place) => existsSync(place));
}

/** A busy machine takes its time to start a browser; what does not start at all is said by then. */
const LAUNCH_MS = 120_000;

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Launches a browser. `wasm: false` switches WebAssembly off where the browser can do that. */
export async function launch(kind, profile, { wasm = true, jitless = false, flags = [] } = {}) {
  const common = { executablePath: installed(kind), headless: true, userDataDir: profile, timeout: LAUNCH_MS };
  if (kind === 'firefox') {
    return puppeteer.launch({
      ...common,
      browser: 'firefox',
      extraPrefsFirefox: {
        'javascript.options.wasm': wasm,
        'app.update.enabled': false,
        'datareporting.policy.dataSubmissionEnabled': false,
        'network.captive-portal-service.enabled': false,
        'network.connectivity-service.enabled': false,
      },
    });
  }
  return puppeteer.launch({
    ...common,
    browser: 'chrome',
    args: [...CHROMIUM, ...(jitless ? ['--js-flags=--jitless'] : []), ...flags],
  });
}

/** What the pages of these browsers show, for a person who reads why a step failed. */
export async function onScreen(browsers) {
  const shown = async (browser) => {
    const pages = await browser.pages();
    const texts = pages.map((page) => page.evaluate(() => document.body.innerText.slice(0, 900)));
    return (await Promise.all(texts)).join('\n---\n');
  };
  const all = browsers.filter((each) => each.connected).map((each) => within(5_000, shown(each)));
  return (await Promise.all(all)).map((text, at) => `on screen, browser ${at + 1}:\n${text}`);
}

export class Person {
  static async open(browser, name, { width = 1280, height = 900 } = {}) {
    const person = new this();
    person.name = name;
    person.browser = browser;
    // In the tab that Firefox begins with, the address has the focus: keys arrive and press nothing. A new tab has it itself.
    const [first] = await browser.pages();
    person.page = await browser.newPage();
    await first?.close();
    person.problems = [];
    await person.page.setViewport({ width, height });
    person.page.on('pageerror', (error) => {
      // A socket that cannot be opened while the server is down is what the journey wants to see.
      if (!String(error).includes('/v1/socket')) person.problems.push(String(error));
    });
    person.page.on('console', (message) => {
      if (/content.security.policy|trustedscript|trusted types/i.test(message.text())) {
        person.problems.push(message.text());
      }
    });
    return person;
  }

  async go(url) {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  /** The page's text as a reader finds it. */
  text() {
    return this.page.evaluate(() => document.body.innerText.replace(/[\u2066-\u2069]/g, ''));
  }

  async sees(what, ms = 60_000) {
    await until(
      `${this.name} to see "${what}"`,
      async () => (await this.text()).includes(what),
      ms,
    ).catch(async (error) => {
      throw new Error(`${error.message}\non the page: ${(await this.text()).slice(0, 600)}`);
    });
  }

  /** Presses the button, link or list entry whose visible or accessible name this is. */
  async press(label, ms = 30_000) {
    await until(
      `${this.name} to press "${label}"`,
      () =>
        this.page.evaluate((wanted) => {
          const named = (element) =>
            (element.getAttribute('aria-label') ?? element.innerText ?? '')
              .replace(/[\u2066-\u2069]/g, '')
              .trim()
              .replace(/\s+/g, ' ');
          const dialog = document.querySelector('dialog[open]') ?? document;
          const all = [...dialog.querySelectorAll('button, a, summary, label')];
          const hit =
            all.find((e) => named(e) === wanted) ??
            all.find((e) => named(e).startsWith(wanted)) ??
            all.find((e) => named(e).includes(wanted));
          if (hit === undefined || hit.disabled || hit.getAttribute('aria-disabled') === 'true') return false;
          hit.click();
          return true;
        }, label),
      ms,
    );
  }

  /** Types into the field with this label. */
  async fill(label, value) {
    await until(`${this.name} to find the field "${label}"`, () =>
      this.page.evaluate((wanted) => {
        const dialog = document.querySelector('dialog[open]') ?? document;
        const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim();
        const hit =
          [...dialog.querySelectorAll('input, textarea')].find((e) => plain(e.getAttribute('aria-label')) === wanted) ??
          [...dialog.querySelectorAll('label')].find((e) => plain(e.textContent) === wanted)?.control;
        if (!hit) return null;
        document.querySelectorAll('[data-found]').forEach((e) => e.removeAttribute('data-found'));
        hit.setAttribute('data-found', '');
        return true;
      }, label),
    );
    const field = await this.page.$('[data-found]');
    await field.focus();
    await field.evaluate((element) => element.select?.());
    await field.type(value);
  }

  async passphrase(words) {
    await this.press('One of my own');
    await this.fill('Your passphrase', words);
  }

  async found(link, group, passphrase) {
    await this.go(link);
    await this.fill('Name of the group', group);
    await this.fill('Your name in this group', this.name);
    await this.press('Next');
    await this.passphrase(passphrase);
    await this.press('Found the group');
    await this.arrives('general', 120_000);
  }

  /** Sees what is to be seen once in; a recovery sheet that is offered on the way is put off. */
  async arrives(what, ms = 60_000) {
    await until(
      `${this.name} to arrive at "${what}"`,
      async () => {
        const text = await this.text();
        if (text.includes('Last step')) await this.press('Later');
        else if (text.includes(what)) return true;
        return false;
      },
      ms,
    ).catch(async (error) => {
      throw new Error(`${error.message}\non the page: ${(await this.text()).slice(0, 600)}`);
    });
  }

  async join(link, answer, passphrase) {
    await this.go(link);
    await this.press('Next');
    await this.fill('Your name in this group', this.name);
    await this.press('Next');
    await this.fill('Why do you want to join, and who knows you?', answer);
    await this.press('Next');
    await this.passphrase(passphrase);
    await this.press('Ask to join');
    await this.sees('An admin will look at your request', 120_000);
  }

  async unlock(passphrase) {
    await this.fill('Passphrase', passphrase);
    await this.press('Unlock');
    await this.sees('general', 120_000);
  }

  async invite(note) {
    await this.press('Invites');
    await this.press('New invite');
    await this.fill('Who is it for?', note);
    await this.press('Make the invite');
    const link = await until(`${this.name} to see an invite link`, () =>
      this.page.evaluate(() => document.querySelector('dialog[open] .link-text')?.innerText.trim()),
    );
    await this.press('Close');
    return link;
  }

  async approve(name) {
    await this.press('Requests');
    await this.press(name);
    await this.press(`Let ${name} in`);
    // Ten seconds in which it could be taken back, then the commit.
    await until(`${name}'s request to be decided`, async () => !(await this.text()).includes(`Decline ${name}`));
  }

  async channel(name) {
    await this.press(`# ${name}`);
    await until(`${this.name} to be in ${name}`, () =>
      this.page.evaluate(
        (label) =>
          [...document.querySelectorAll('textarea')].some(
            (e) =>
              (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? '')
                .replace(/[\u2066-\u2069]/g, '')
                .trim() === label,
          ),
        `Message ${name}`,
      ),
    );
  }

  async say(channel, text) {
    await this.fill(`Message ${channel}`, text);
    await this.press('Send');
  }

  /** The texts of the channel on screen, oldest first. */
  texts() {
    return this.page.evaluate(() => [...document.querySelectorAll('.item-text')].map((e) => e.textContent));
  }

  /** From now on every text that comes on screen is noted, however short it stays. */
  notes() {
    return this.page.evaluate(() => {
      window.noted = new Set();
      const note = () => document.querySelectorAll('.item-text').forEach((each) => window.noted.add(each.textContent));
      note();
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }

  /** Whether a text has been on screen since. */
  noted(text) {
    return this.page.evaluate((wanted) => window.noted.has(wanted), text);
  }

  async reads(expected, ms = 60_000) {
    await until(`${this.name} to read ${expected.length} messages`, async () => {
      const texts = await this.texts();
      return expected.every((text) => texts.includes(text));
    }, ms).catch(async (error) => {
      const texts = await this.texts();
      const missing = expected.filter((text) => !texts.includes(text));
      throw new Error(`${error.message}; missing ${missing.slice(0, 5)} of ${texts.length} shown\n${(await this.text()).slice(-800)}`);
    });
  }

  /** Sets the timer of the channel on screen to a number of seconds. */
  async timer(seconds) {
    await this.press('Disappears after');
    await this.press('Another time');
    await this.page.evaluate(() => {
      const unit = document.querySelector('dialog[open] select');
      unit.value = 'seconds';
      unit.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await this.fill('How long', String(seconds));
    await this.press('Set the timer');
    await this.sees(`Disappears after ${seconds} seconds`);
  }

  async remove(name) {
    await this.press(name);
    await this.press(`Remove ${name}`);
    await this.sees(`Remove ${name}?`);
    await this.press(`Remove ${name}`);
    await this.sees(`removed ${name}`);
  }
}
