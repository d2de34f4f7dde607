// What a text can be planted as, by what people see. A kind whose screen the page does not have is reported with 0.
import { pause } from '../journeys/lib/wait.mjs';

const has = (label) => (person) =>
  person.page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('button, input, textarea, a')].some((e) =>
        [e.getAttribute('aria-label'), e.labels?.[0]?.textContent, e.innerText]
          .filter(Boolean)
          .some((name) => name.replace(/[\u2066-\u2069]/g, '').trim().startsWith(wanted)),
      ),
    label,
  );

export const KINDS = [
  {
    name: 'text',
    there: async () => true,
    plant: (person, channel, text) => person.say(channel, text),
  },
  {
    name: 'draft',
    there: async () => true,
    // Written, left for as long as it takes to be kept, and taken back.
    plant: async (person, channel, text) => {
      await person.fill(`Message ${channel}`, text);
      await pause(700);
      await person.fill(`Message ${channel}`, '.');
      await person.page.keyboard.press('Backspace');
    },
  },
  {
    name: 'search',
    there: has('Search messages'),
    plant: async (person, channel, text) => {
      await person.fill('Search messages', text);
      await pause(300);
      await person.fill('Search messages', '.');
      await person.page.keyboard.press('Backspace');
    },
  },
  ...['quote', 'reaction', 'edit', 'poll', 'file', 'image', 'thumbnail', 'file name', 'notification'].map((name) => ({
    name,
    there: async () => false, // the page has no screen for it yet
    plant: async () => {},
  })),
];
