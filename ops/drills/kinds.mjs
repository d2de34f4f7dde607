// What a text can be planted as. By the screens, where the way of a text through the page is what matters (what is typed,
// chosen, shown, saved); else by the same calls that the screens make, from inside the page. Each kind says which.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, call, hide, query } from '../lib/page-core.mjs';
import { pause, until } from '../journeys/lib/wait.mjs';
import { noisyPng } from './pictures.mjs';

const MOST_FILES = 4;
const LONGEST_SIGN = 32;

async function items(person, channel) {
  const { items: all } = await call(person.page, 'timeline', channel, 200);
  return all.filter((item) => item.kind === 'message');
}

/** The message that somebody reads whose JSON has this in it. */
function reads(person, channel, words) {
  return until(`${person.name} to have "${words.slice(0, 20)}"`, async () => {
    const all = await items(person, channel);
    return all.findLast((item) => JSON.stringify(item).includes(JSON.stringify(words).slice(1, -1)));
  });
}

const send = (person, channel, text, { replyTo = '', timer = '', once = '0' } = {}) =>
  act(person.page, 'send', channel, text, replyTo, '', '', timer, once, '');

/** As much of a text as a reaction can be. */
function sign(text) {
  let cut = text;
  while (Buffer.byteLength(cut) > LONGEST_SIGN) cut = [...cut].slice(0, -1).join('');
  return cut;
}

/** Chooses files in the composer, describes the pictures and sends them, as a person does. */
async function attach(person, paths, alts) {
  const input = await person.page.waitForSelector('.pane-main input[type=file]');
  await input.uploadFile(...paths);
  await person.sees('Send files');
  await until('files to be prepared', () =>
    person.page.evaluate(
      (count) =>
        document.querySelectorAll('dialog[open] .outgo').length === count &&
        document.querySelector('dialog[open] [aria-busy]') === null &&
        document.querySelector('dialog[open] button[type=submit]')?.disabled === false,
      paths.length,
    ),
  );
  if (alts.length > 0) {
    const fields = await person.page.$$('dialog[open] .outgo input, dialog[open] .outgo textarea');
    for (const [at, alt] of alts.entries()) await fields[at].type(alt.slice(0, 250));
    await person.page.evaluate(() => document.querySelector('dialog[open] input[type=checkbox]').click());
  }
  await person.press('Send');
  await until('files to be sent', () => person.page.evaluate(() => document.querySelector('dialog[open]') === null));
}

function* inFours(list) {
  for (let at = 0; at < list.length; at += MOST_FILES) yield list.slice(at, at + MOST_FILES);
}

/** `plant({ ada, ben, channel, name, work }, texts)` gives what of them is to be searched for. */
export const KINDS = [
  {
    name: 'text',
    by: 'screens',
    plant: async ({ ada, ben, channel, name }, texts) => {
      for (const [at, text] of texts.entries()) await (at % 2 === 0 ? ada : ben).say(name, text);
      await reads(texts.length % 2 === 1 ? ben : ada, channel, texts.at(-1));
    },
  },
  {
    name: 'quote',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const text of texts) {
        await send(ada, channel, text);
        const said = await reads(ben, channel, text);
        await send(ben, channel, 'so it is', { replyTo: said.id });
      }
      await until('the last quote', async () =>
        (await items(ada, channel)).some((item) => item.replyTo?.text === texts.at(-1)),
      );
    },
  },
  {
    name: 'reaction',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      const signs = texts.map(sign);
      for (const [at, one] of signs.entries()) {
        await send(ada, channel, at % 2 === 0 ? `well ${at}` : `\u{1f44d} ${one}`);
        const said = await reads(ben, channel, at % 2 === 0 ? `well ${at}` : one);
        await act(ben.page, 'react', channel, said.id, one);
      }
      await until('the last reaction', async () =>
        (await items(ada, channel)).some((item) => item.reactions.some(({ emoji }) => emoji === signs.at(-1))),
      );
      return signs;
    },
  },
  {
    name: 'edit',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const [at, text] of texts.entries()) {
        await send(ada, channel, `first thought ${at}`);
        const said = await reads(ada, channel, `first thought ${at}`);
        await act(ada.page, 'edit', channel, said.id, text, '');
        if (at % 2 === 0) await act(ada.page, 'edit', channel, said.id, `last thought ${at}`, '');
      }
      const at = texts.length - 1;
      await reads(ben, channel, at % 2 === 0 ? `last thought ${at}` : texts[at]);
    },
  },
  {
    name: 'draft',
    by: 'screens',
    // Written, left for as long as it takes to be kept, and taken back; every fifth is left to its time.
    plant: async ({ ada, channel, name }, texts) => {
      for (const [at, text] of texts.entries()) {
        await ada.fill(`Message ${name}`, text);
        await pause(700);
        const kept = await query(ada.page, 'draft', channel);
        if (kept?.text !== text.trim() && kept?.text !== text) throw new Error('a draft was not kept');
        if (at % 5 === 4) continue;
        await ada.fill(`Message ${name}`, '.');
        await ada.page.keyboard.press('Backspace');
      }
      await ada.fill(`Message ${name}`, '.');
      await ada.page.keyboard.press('Backspace');
      await pause(700);
    },
  },
  {
    name: 'poll',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const [at, text] of texts.entries()) {
        const options = at % 2 === 0 ? ['yes', 'no'] : [text.slice(0, 60), 'neither'];
        const question = at % 2 === 0 ? text : `which one ${at}`;
        await act(ada.page, 'poll', channel, question, options.join('\n'), '0', '0');
        const asked = await reads(ben, channel, question);
        await act(ben.page, 'vote', channel, asked.id, '0');
      }
      return texts.map((text, at) => (at % 2 === 0 ? text : text.slice(0, 60)));
    },
  },
  {
    name: 'file and its name',
    by: 'screens',
    plant: async ({ ada, ben, channel, work }, texts) => {
      const names = texts.map((text) => text.replace(/[^\p{L}\p{N} ]/gu, ' ').slice(0, 60).trim());
      for (const four of inFours([...texts.keys()])) {
        const paths = four.map((at) => {
          const path = join(work, 'chosen', `${names[at]}.txt`);
          mkdirSync(join(work, 'chosen'), { recursive: true });
          writeFileSync(path, `${texts[at]}\n`.repeat(40));
          return path;
        });
        await attach(at0(four) ? ada : ben, paths, []);
        await reads(at0(four) ? ben : ada, channel, names[four.at(-1)]);
      }
      return [...texts, ...names];
    },
  },
  {
    name: 'image, its notes, its description and thumbnail',
    by: 'screens',
    // The pixels are noise: pieces of what was sent and shown are searched for as bytes.
    plant: async ({ ada, ben, channel, work }, texts) => {
      for (const four of inFours([...texts.keys()])) {
        const paths = four.map((at) => {
          const path = join(work, 'chosen', `picture-${at}.png`);
          mkdirSync(join(work, 'chosen'), { recursive: true });
          writeFileSync(path, noisyPng(72, 72, texts[at]));
          return path;
        });
        const alts = four.map((at) => texts[at]);
        await attach(ada, paths, alts);
        await reads(ben, channel, alts.at(-1).slice(0, 250));
        await ben.page.bringToFront();
        await pause(500);
        await ben.press('Show').catch(() => undefined);
        await pause(500);
      }
    },
  },
  {
    name: 'search term',
    by: 'screens',
    plant: async ({ ada }, texts) => {
      await ada.press('Search');
      for (const text of texts) {
        await ada.fill('Search for', text);
        await pause(250);
      }
      await ada.fill('Search for', '.');
      await ada.page.keyboard.press('Backspace');
      await ada.press('Close');
    },
  },
  {
    name: 'notification',
    by: 'screens, in a page that says it is hidden',
    plant: async ({ ada, ben, channel }, texts) => {
      await hide(ada.page, true);
      for (const text of texts) await send(ben, channel, text);
      await reads(ada, channel, texts.at(-1));
      await pause(500);
      await hide(ada.page, false);
    },
  },
  {
    name: 'seen once',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const text of texts) {
        await send(ada, channel, text, { once: '1' });
        const got = await until('a message to be seen once', async () =>
          (await items(ben, channel)).find((item) => item.viewOnce),
        );
        await query(ben.page, 'once', channel, got.id);
        await act(ben.page, 'viewed', channel, got.id);
      }
    },
  },
  {
    name: 'sooner than the channel',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const text of texts) await send(ada, channel, text, { timer: '10' });
      await reads(ben, channel, texts.at(-1));
    },
  },
  {
    name: 'deleted for everyone',
    by: 'acts',
    plant: async ({ ada, ben, channel }, texts) => {
      for (const text of texts) {
        await send(ada, channel, text);
        const said = await reads(ben, channel, text);
        await act(ada.page, 'deleteForAll', channel, said.id, '');
      }
    },
  },
];

const at0 = (four) => Math.floor(four[0] / MOST_FILES) % 2 === 0;
