// Pictures of every screen at two widths, light and dark, over the stand-in for the core; each is held to axe and may not
// scroll sideways. `npm run screens [FOLDER] [NAME...]`; exit status 1 when something is wrong.
import { createRequire } from 'node:module';
import { readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { talkScenes } from './talk-scenes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder = join(here, '../../target/screens'), ...only] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = (process.env.THEMES ?? 'light dark').split(' ');
const SIZES = { 320: { width: 320, height: 640 }, 1280: { width: 1280, height: 800 } };

const button = (page, name) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const type = (page, label, text) => page.locator(`::-p-aria([name="${label}"][role="textbox"])`).fill(text);
const unlock = async (page) => {
  await page.locator('input').fill('a right passphrase');
  await page.keyboard.press('Enter');
};
const open = async (page) => {
  await unlock(page);
  await page.waitForSelector('.shell');
};
const goTo = async (page, key) => {
  await open(page);
  await page.locator(`[data-key="${key}"]`).click();
};
const channel = (page) => goTo(page, 'c1');
const request = async (page, id) => {
  await goTo(page, 'requests');
  await page.locator(`[data-request="${id}"]`).click();
  await page.waitForSelector('.request-name');
};
const members = async (page) => {
  await channel(page);
  if (page.viewport().width < 1024) await button(page, 'Members');
  await page.waitForSelector('.member');
};
const person = async (page, name) => {
  await members(page);
  await page.locator(`.member ::-p-text(${name})`).click();
  await page.waitForSelector('.person');
};
const link = async (page) => {
  await goTo(page, 'devices');
  await button(page, 'Link another device');
  await page.waitForSelector('dialog[open]');
};
const foundIt = async (page) => {
  await type(page, 'Name of the group', 'Harbour workers');
  await type(page, 'Your name in this group', 'Noor');
  await button(page, 'Next');
  await page.waitForFunction(() => document.querySelector('.passphrase-words')?.textContent.trim());
  await page.locator('input[type=checkbox]').click();
  await button(page, 'Found the group');
  await page.waitForSelector('.print-sheet svg');
};
const silence = async (page) => {
  await open(page);
  await button(page, 'See what can be done');
  await page.waitForSelector('.pane-body');
};
const dialog = (page) => page.waitForSelector('dialog[open]');

/** name: [scene, steps, arrival path] */
const scenes = {
  start: ['start'],
  found: ['found', null, '/f#v1.ticket'],
  'found-errors': ['found', (page) => button(page, 'Next'), '/f#v1.ticket'],
  'found-passphrase': [
    'found',
    async (page) => {
      await type(page, 'Name of the group', 'Harbour workers');
      await type(page, 'Your name in this group', 'Noor');
      await button(page, 'Next');
      await page.waitForFunction(() => document.querySelector('.passphrase-words')?.textContent.trim());
    },
    '/f#v1.ticket',
  ],
  join: ['join', null, '/j#v1.x'],
  'join-name': ['join', (page) => button(page, 'Next'), '/j#v1.x'],
  waiting: ['waiting', unlock],
  refused: ['refused', unlock],
  unlock: ['ready'],
  'unlock-wrong': [
    'ready',
    async (page) => {
      for (let i = 0; i < 3; i++) {
        await page.locator('input').fill('wrong');
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.querySelector('input').value === '');
      }
      await button(page, 'I forgot my passphrase');
    },
  ],
  'unlock-wipe': [
    'ready',
    async (page) => {
      await button(page, 'I forgot my passphrase');
      await button(page, 'Wipe this device');
      await dialog(page);
    },
  ],
  list: ['ready', open],
  channel: ['ready', channel],
  'channel-empty': ['ready', (page) => goTo(page, 'c3')],
  offline: ['offline', open],
  empty: ['empty', open],
  timer: [
    'ready',
    async (page) => (
      await channel(page),
      await button(page, 'Disappears after \u20681 week\u2069'),
      dialog(page)
    ),
  ],
  'new-channel': [
    'ready',
    async (page) => (await open(page), await button(page, 'New channel'), dialog(page)),
  ],
  requests: ['ready', (page) => goTo(page, 'requests')],
  request: ['ready', (page) => request(page, 'r1')],
  'request-alarm': ['ready', (page) => request(page, 'r2')],
  'request-given': ['ready', (page) => request(page, 'r3')],
  'request-undo': [
    'ready',
    async (page) => (await request(page, 'r1'), await button(page, 'Let \u2068Ravi\u2069 in')),
  ],
  decline: [
    'ready',
    async (page) => (await request(page, 'r1'), await button(page, 'Decline \u2068Ravi\u2069'), dialog(page)),
  ],
  'ask-vouch': [
    'ready',
    async (page) => (await request(page, 'r1'), await button(page, 'Ask a member'), dialog(page)),
  ],
  'in-person': [
    'ready',
    async (page) => (await request(page, 'r1'), await button(page, 'We meet in person'), dialog(page)),
  ],
  'in-person-met': [
    'ready',
    async (page) => {
      await request(page, 'r3');
      await button(page, 'We meet in person');
      await page.waitForSelector('svg.qr-code');
    },
  ],
  bulk: [
    'ready',
    async (page) => (await goTo(page, 'requests'), await button(page, 'Decline several'), dialog(page)),
  ],
  'requests-empty': ['empty', (page) => goTo(page, 'requests')],
  vouching: ['ready', (page) => goTo(page, 'vouching')],
  vouch: [
    'ready',
    async (page) => (await goTo(page, 'vouching'), await button(page, 'Say what you know'), dialog(page)),
  ],
  'new-invite': [
    'ready',
    async (page) => (await goTo(page, 'invites'), await button(page, 'New invite'), dialog(page)),
  ],
  invites: ['ready', (page) => goTo(page, 'invites')],
  'invite-link': [
    'ready',
    async (page) => {
      await goTo(page, 'invites');
      await button(page, 'Show the link');
      await page.waitForSelector('svg.qr-code');
    },
  ],
  members: ['ready', members],
  'members-many': ['crowd', members],
  person: ['ready', (page) => person(page, 'Sam')],
  'person-changed': ['ready', (page) => person(page, 'مريم')],
  'person-quarantined': ['ready', (page) => person(page, 'Jo')],
  'person-me': ['ready', (page) => person(page, 'Noor')],
  verify: [
    'ready',
    async (page) => {
      await person(page, 'Jo');
      await button(page, 'Verify \u2068Jo\u2069');
      await page.waitForSelector('.safety-number');
    },
  ],
  'verify-show': [
    'ready',
    async (page) => {
      await scenes.verify[1](page);
      await page.locator('label ::-p-text(Show my code)').click();
      await page.waitForSelector('svg.qr-code');
    },
  ],
  'verify-no-match': [
    'ready',
    async (page) => (await scenes.verify[1](page), await button(page, 'They are different')),
  ],
  remove: [
    'ready',
    async (page) => {
      await person(page, 'Sam');
      await button(page, 'Remove \u2068Sam Okafor\u2069');
      await dialog(page);
    },
  ],
  through: [
    'ready',
    async (page) => {
      await person(page, 'Jo');
      await button(page, 'Freeze everyone who came in through \u2068Jo\u2069');
      await dialog(page);
    },
  ],
  decisions: ['ready', (page) => goTo(page, 'decisions')],
  'decision-agree': [
    'ready',
    async (page) => (await goTo(page, 'decisions'), await button(page, 'Agree'), dialog(page)),
  ],
  offered: ['offered', (page) => goTo(page, 'decisions')],
  rules: ['ready', (page) => goTo(page, 'rules')],
  'rules-two': ['two', (page) => goTo(page, 'rules')],
  'rule-change': [
    'ready',
    async (page) => (
      await goTo(page, 'rules'),
      await button(page, 'Change: \u2068Approvals for a newcomer\u2069'),
      dialog(page)
    ),
  ],
  questions: [
    'ready',
    async (page) => (await goTo(page, 'rules'), await button(page, 'Change the questions'), dialog(page)),
  ],
  settings: ['ready', (page) => goTo(page, 'settings')],
  'archive-take': [
    'ready',
    async (page) => (
      await goTo(page, 'settings'),
      await button(page, 'Save my messages'),
      await page.waitForFunction(() => document.querySelector('dialog .passphrase-words')?.textContent.trim())
    ),
  ],
  'archive-read': [
    'ready',
    async (page) => (await goTo(page, 'settings'), await button(page, 'Read a saved file'), dialog(page)),
  ],
  about: ['ready', (page) => goTo(page, 'about')],
  delete: [
    'ready',
    async (page) => (await goTo(page, 'settings'), await button(page, 'Delete the group'), dialog(page)),
  ],
  shortcuts: [
    'ready',
    async (page) => {
      await open(page);
      await page.keyboard.down('Control');
      await page.keyboard.press('/');
      await page.keyboard.up('Control');
      await dialog(page);
    },
  ],
  'new-few': [
    'ready',
    async (page) => {
      await scenes['new-channel'][1](page);
      await page.locator('label ::-p-text(For those who need to know)').click();
      await page.locator('.picker label ::-p-text(Jo)').click();
    },
  ],
  few: ['ready', (page) => goTo(page, 'c5')],
  'few-people': [
    'ready',
    async (page) => (
      await goTo(page, 'c5'),
      await button(page, 'Only \u20683\u2069 people know of it'),
      dialog(page)
    ),
  ],
  agree: [
    'ready',
    async (page) => {
      await scenes['few-people'][1](page);
      await button(page, 'Agree Take out: \u2068\u2068Jo\u2069\u2069');
      await dialog(page);
    },
  ],
  posters: [
    'ready',
    async (page) => (
      await goTo(page, 'c4'),
      await button(page, 'Everyone reads, admins and 1 more write'),
      dialog(page)
    ),
  ],
  ...Object.fromEntries(
    ['halted', 'no-lease', 'identity', 'stale', 'not-poster', 'revoked'].map((why) => [
      `held-${why}`,
      [`held-${why}`, channel],
    ]),
  ),
  'go-on': [
    'held-no-lease',
    async (page) => (await channel(page), await button(page, 'Go on without'), dialog(page)),
  ],
  'verify-from-draft': [
    'held-identity',
    async (page) => (
      await channel(page),
      await button(page, 'Verify \u2068مريم\u2069 again'),
      page.waitForSelector('.safety-number')
    ),
  ],
  'lease-ending': ['lease-ending', open],
  'lease-lapsed': ['lease-lapsed', open],
  succession: ['lease-lapsed', (page) => goTo(page, 'rules')],
  alerts: ['alerts', open],
  gaps: ['gaps', channel],
  devices: ['ready', (page) => goTo(page, 'devices')],
  'device-remove': [
    'ready',
    async (page) => (await goTo(page, 'devices'), await button(page, 'Remove this device'), dialog(page)),
  ],
  'link-add': ['ready', link],
  'link-showing': ['link-showing', link],
  'link-compare': ['link-compare', link],
  'link-alarm': ['link-alarm', link],
  'link-new': ['link', (page) => button(page, 'Link this browser')],
  'link-words': [
    'link',
    async (page) => (
      await button(page, 'Link this browser'),
      await page.locator('label ::-p-text(Type the ten words)').click(),
      await button(page, 'Next'),
      page.waitForSelector('.field-error')
    ),
  ],
  'link-path': ['link', null, '/l#v1.x'],
  'linking-new': ['linking-new', unlock],
  'linking-waiting': ['linking-waiting', unlock],
  'come-back': ['link', (page) => button(page, 'I have a recovery sheet')],
  'come-back-parts': [
    'link',
    async (page) => {
      await scenes['come-back'][1](page);
      await page.locator('label ::-p-text(Parts that people keep)').click();
      await type(
        page,
        'The text of a part',
        'understory-share-v1.2.2.Y2hlY2s.understory-recovery-v1.c2hhcmU',
      );
      await button(page, 'Use this text');
      await page.waitForSelector('.words-entry');
    },
  ],
  returning: ['returning', unlock],
  answering: ['answering', unlock],
  'waiting-asked': ['waiting-asked', unlock],
  'waiting-code': [
    'waiting',
    async (page) => (
      await unlock(page),
      await button(page, 'Show my code'),
      page.waitForSelector('svg.qr-code')
    ),
  ],
  recovery: ['sheets', (page) => goTo(page, 'recovery')],
  'recovery-none': ['sheet-none', (page) => goTo(page, 'recovery')],
  shares: [
    'ready',
    async (page) => (await goTo(page, 'recovery'), await button(page, 'Give parts to people'), dialog(page)),
  ],
  sheet: [
    'sheets',
    async (page) => (await goTo(page, 'recovery'), await button(page, 'Show the sheet'), dialog(page)),
  ],
  'sheet-last': ['found', foundIt, '/f#v1.ticket'],
  'sheet-rehearse': [
    'found',
    async (page) => (
      await foundIt(page),
      await button(page, 'I have it on paper'),
      await button(page, 'Check'),
      page.waitForSelector('.field-error')
    ),
    '/f#v1.ticket',
  ],
  'sheet-none': ['found', async (page) => (await foundIt(page), button(page, 'I want none')), '/f#v1.ticket'],
  forked: ['forked', unlock],
  'forked-over': ['forked-over', unlock],
  silent: ['silent', silence],
  'silent-long': ['silent-long', silence],
  'silent-name': [
    'silent-long',
    async (page) => (await silence(page), await button(page, 'Name new admins'), dialog(page)),
  ],
  'silent-yes': [
    'silent-long',
    async (page) => (await silence(page), await page.locator('.card .button-primary').click(), dialog(page)),
  ],
  declined: ['declined', unlock],
  'declined-why': ['declined-why', unlock],
  removed: ['removed', unlock],
  halted: ['halted', unlock],
};

Object.assign(scenes, talkScenes({ open, goTo, button, type, dialog, person }));

mkdirSync(folder, { recursive: true });
const server = await createServer({ configFile: join(here, 'fake/vite.config.ts'), logLevel: 'warn' });
await server.listen();
const origin = 'http://127.0.0.1:5199';
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let faults = 0;

function fault(text) {
  faults += 1;
  console.log(text);
}

async function picture(name, width, theme) {
  const [scene, steps, path = '/'] = scenes[name];
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const label = `${name} ${width} ${theme}`;
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => fault(`${label}: ${error}`));
  page.on('console', (message) => message.type() === 'error' && fault(`${label}: ${message.text()}`));
  try {
    await page.setViewport(SIZES[width]);
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluateOnNewDocument((value) => {
      globalThis.fakeScene = value;
    }, scene);
    await page.goto(origin + path, { waitUntil: 'load' });
    await page.waitForSelector('main');
    await steps?.(page);
    await new Promise((resolve) => setTimeout(resolve, 450));
    await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (sideways) fault(`${label}: scrolls sideways`);
    await page.evaluate(axe);
    // One pane at a time: the list and the people are landmarks of their own, and then there is no main beside them.
    const rules = { 'landmark-one-main': { enabled: width !== '320' } };
    const { violations } = await page.evaluate(
      (rules) => globalThis.axe.run({ resultTypes: ['violations'], rules }),
      rules,
    );
    for (const { id, help, nodes } of violations) {
      fault(`${label}: ${id}: ${help}\n    ${nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`);
    }
  } catch (error) {
    await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) }).catch(() => undefined);
    fault(`${label}: ${error}`);
  } finally {
    await context.close();
  }
}

for (const name of only.length > 0 ? only : Object.keys(scenes)) {
  for (const width of Object.keys(SIZES)) {
    for (const theme of THEMES) await picture(name, width, theme);
  }
}
await browser.close();
await server.close();
console.log(`${faults} faults; the pictures are in ${folder}`);
process.exit(faults === 0 ? 0 : 1);
