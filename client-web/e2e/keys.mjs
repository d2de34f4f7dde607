// What can be done with messages by keys alone, in Chromium over the stand-in for the core, at 320 pixels: `npm run keys`.
// Leaves {"passed","failed","skipped","failures"} as keys.json in UNDERSTORY_RESULTS or target/test-results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const ORIGIN = 'http://127.0.0.1:5198';
const server = await createServer({
  configFile: `${here}fake/vite.config.ts`,
  logLevel: 'warn',
  server: { port: 5198 },
});
await server.listen();
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const results = process.env.UNDERSTORY_RESULTS ?? resolve(here, '../../target/test-results');
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
let faults = 0;

function check(holds, what) {
  if (holds) return;
  faults += 1;
  console.log(`not so: ${what}`);
}

const active = (page, name) =>
  page.evaluate((attribute) => document.activeElement?.getAttribute(attribute) ?? null, name);
const focusItem = (page, id) => page.$eval(`[data-item="${id}"]`, (row) => row.focus());
const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
const until = (page, what, ...args) => page.waitForFunction(what, { timeout: 8000 }, ...args);
const field = '.pane-main .composer-field';

const checks = {
  'one Tab stop; arrows go by message, Enter goes in, Esc comes out': async (page) => {
    await focusItem(page, 'r3');
    check(
      (await page.$$eval(
        '.timeline [tabindex="0"], .timeline button:not([tabindex="-1"])',
        (all) => all.length,
      )) <= 2,
      'the timeline has one Tab stop',
    );
    await page.keyboard.press('ArrowUp');
    check((await active(page, 'data-item')) === 'r0', 'Up goes to the message before');
    await page.keyboard.press('Enter');
    check(
      await page.evaluate(() => document.activeElement.matches('[data-item="r0"] button')),
      'Enter goes in',
    );
    await page.keyboard.press('Escape');
    check((await active(page, 'data-item')) === 'r0', 'Esc comes out');
    await page.keyboard.press('End');
    check((await active(page, 'data-item')) === 'r41', 'End goes to the latest');
  },
  'the name of a message says who, in reply to whom, what and when': async (page) => {
    const name = (await page.$eval('[data-item="r3"]', (row) => row.getAttribute('aria-label'))).replace(
      /[\u2066-\u2069]/g,
      '',
    );
    check(
      /^مريم, in reply to Sam Okafor: شكراً @Noor.*, (?:to|yester)day .*disappears/.test(name),
      `order: ${name}`,
    );
  },
  'R replies, Esc goes back to the message': async (page) => {
    await focusItem(page, 'r3');
    await page.keyboard.press('r');
    await until(page, (wanted) => document.activeElement === document.querySelector(wanted), field);
    check((await text(page, '.composing')).includes('Reply to'), 'the composer says that it replies');
    await page.keyboard.press('Escape');
    await until(page, () => document.activeElement?.getAttribute('data-item') === 'r3');
    check((await page.$('.composing')) === null, 'the reply is left');
  },
  'E reacts, and focus comes back': async (page) => {
    await focusItem(page, 'r4');
    await page.keyboard.press('e');
    await page.waitForSelector('dialog[open] .emoji');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-item="r4"] .reaction');
    await until(page, () => document.activeElement?.getAttribute('data-item') === 'r4');
  },
  'Up in an empty field edits the last own message': async (page) => {
    await page.focus(field);
    await page.keyboard.press('ArrowUp');
    await page.waitForSelector('.composing');
    await page.keyboard.type(' Again');
    await page.keyboard.press('Enter');
    await until(page, () => document.querySelector('[data-item="r41"]')?.textContent.includes('Again'));
    check((await page.$('[data-item="r41"] .item-edited')) !== null, 'it says that it was edited');
  },
  'a name is completed with arrows and Enter, and nothing is sent by that': async (page) => {
    await page.focus(field);
    await page.keyboard.type('Hi @');
    await page.waitForSelector('[role=option]');
    check((await active(page, 'aria-activedescendant')) !== null, 'the field names the suggestion');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(page, (wanted) => document.querySelector(wanted).value === 'Hi @مريم ', field);
    await page.keyboard.press('Enter');
    await until(page, () =>
      [...document.querySelectorAll('.mention')].some((each) => each.textContent === '@مريم'),
    );
  },
  'composing with an input method never sends': async (page) => {
    await page.focus(field);
    await page.keyboard.type('nihao');
    const sent = await page.evaluate((wanted) => {
      const box = document.querySelector(wanted);
      box.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      );
      return box.value;
    }, field);
    check(sent === 'nihao', 'Enter while composing leaves the text');
  },
  'Delete asks, names the message, and leaves a line': async (page) => {
    await focusItem(page, 'r6');
    await page.keyboard.press('Delete');
    await page.waitForSelector('dialog[open]');
    check((await text(page, 'dialog[open]')).includes('I changed this one.'), 'it names the message');
    await page.$eval('dialog[open] button[type=submit]', (button) => button.focus());
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-item="r6"] .item-deleted');
  },
  'a quote leads to its message': async (page) => {
    await focusItem(page, 'r3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until(page, () => document.activeElement?.getAttribute('data-item') === 'r0');
  },
  'what disappears under focus hands it to the next': async (page) => {
    await focusItem(page, 'r40');
    await page.evaluate(() => globalThis.fakeExpire('c7', 'r40'));
    await until(page, () => document.activeElement?.getAttribute('data-item') === 'r41');
  },
  'Shift+F10 opens the menu, Esc closes it': async (page) => {
    await focusItem(page, 'r4');
    await page.keyboard.down('Shift');
    await page.keyboard.press('F10');
    await page.keyboard.up('Shift');
    await page.waitForSelector('[role=menu] button:focus');
    await page.keyboard.press('Escape');
    check((await active(page, 'data-item')) === 'r4', 'focus is back');
  },
};

for (const [name, run] of Object.entries(checks)) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const before = faults;
  try {
    await page.setViewport({ width: 320, height: 640 });
    page.on('pageerror', (error) => check(false, String(error)));
    await page.goto(ORIGIN, { waitUntil: 'load' });
    await page.locator('input').fill('a right passphrase');
    await page.keyboard.press('Enter');
    await page.locator('[data-key="c7"]').click();
    await page.waitForSelector('[data-item="r41"]');
    await page.waitForSelector(field);
    await run(page);
  } catch (error) {
    check(false, String(error));
  }
  if (faults === before) counts.passed += 1;
  else {
    counts.failed += 1;
    counts.failures.push(name);
  }
  console.log(`${faults === before ? 'passed' : 'FAILED'}: ${name}`);
  await context.close();
}
await browser.close();
await server.close();
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'keys.json'), JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`);
process.exit(faults === 0 ? 0 : 1);
