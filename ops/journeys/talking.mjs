// People in a conversation, and what they do with single messages: the first half of the journey that `talk.mjs` lists.
import { Circle } from './circle.mjs';
import { Talker } from './talker.mjs';

export const CHANNEL = 'general';
export const phrase = (name) => `${name.toLowerCase()} crosses seven quiet bridges`;
export const LAYLA = 'ليلى';

export function check(holds, what) {
  if (!holds) throw new Error(what);
}

/** What every conversation begins with. */
export class Talking extends Circle {
  async person(name) {
    const person = await super.person(name);
    return Object.setPrototypeOf(person, Talker.prototype);
  }

  /** Puts the sheet off: another journey keeps one. */
  async isIn(joiner) {
    await joiner.arrives('general', 120_000);
    await joiner.channel(CHANNEL);
  }

  async come() {
    await this.server.start();
    this.ada = await this.person('Adalind');
    const { ada } = this;
    await ada.go(this.server.foundingLink);
    await ada.fill('Name of the group', 'Rosendal');
    await ada.fill('Your name in this group', ada.name);
    await ada.press('Next');
    await ada.passphrase(phrase(ada.name));
    await ada.press('Found the group');
    await ada.arrives('general', 120_000);
    for (const [key, name] of [
      ['ben', 'Benedikt'],
      ['layla', LAYLA],
    ]) {
      const link = await this.invite(ada, name);
      this[key] = await this.asks(name, link, null);
      await this.approves(ada, name);
      await this.isIn(this[key]);
    }
    await ada.channel(CHANNEL);
    await ada.says('The greenhouse is open on Friday');
    await this.ben.reads(['The greenhouse is open on Friday']);
    await this.layla.reads(['The greenhouse is open on Friday']);
    for (const who of this.people) await who.fine();
  }

  async reply() {
    const { ada, ben, layla } = this;
    await layla.key('greenhouse', 'r');
    await layla.types('شكراً، سأحضر الشاي');
    await layla.fine();
    await layla.page.keyboard.press('Enter');
    for (const who of [ada, ben])
      await who.shows('سأحضر', '.quote', 'Adalind The greenhouse is open on Friday');
    const name = await ada.named('سأحضر');
    check(
      /^ليلى, in reply to Adalind: شكراً، سأحضر الشاي, today \d/.test(name),
      `the name of a reply: ${name}`,
    );
    check(/, disappears /.test(name), `it says when it disappears: ${name}`);
    await ada.inside('سأحضر', 'The greenhouse');
    await ada.holds(
      'to be at what was quoted',
      () =>
        document.activeElement?.matches('article.item-flash, article') &&
        document.activeElement.innerText.includes('The greenhouse'),
    );
    await ben.key('سأحضر', 'r');
    await ben.holds('the composer says to whom', () =>
      document.querySelector('.composing')?.innerText.includes('ليلى'),
    );
    await ben.page.keyboard.press('Escape');
    await ben.holds('to be back at the message', () => document.activeElement?.innerText?.includes('سأحضر'));
  }

  async thread() {
    const { ada, ben } = this;
    await ben.key('سأحضر', 't');
    await ben.fill('Answer in this thread', 'I bring cups');
    await ben.page.keyboard.press('Enter');
    await ben.sees('I bring cups');
    await ben.fine();
    await ada.shows('سأحضر', '.item-thread', '1 answer');
    await ada.inside('سأحضر', '1 answer');
    await ada.sees('I bring cups');
    await ada.fill('Answer in this thread', 'And I bread');
    await ada.page.keyboard.press('Enter');
    await ben.sees('And I bread');
    for (const who of [ada, ben]) await who.press('Back');
    await ben.shows('سأحضر', '.item-thread', '2 answers');
  }

  async react() {
    const { ada, ben } = this;
    await ben.key('greenhouse', 'e');
    await ben.dialog('React');
    await ben.fine();
    await ben.fill('Find a sign by its name', 'seedling');
    await ben.press('seedling');
    await ben.noDialog();
    await ada.shows('greenhouse', '.reactions', '🌱 1');
    check((await ada.named('greenhouse')).includes('🌱 1'), 'the name of the message says so');
    await ada.inside('greenhouse', '🌱');
    await ben.shows('greenhouse', '.reactions', '🌱 2');
    await ben.inside('greenhouse', '🌱');
    await ada.shows('greenhouse', '.reactions', '🌱 1');
    await ada.inside('greenhouse', '🌱');
    await ben.holds('no reaction any more', () => document.querySelector('.reactions') === null);
    await ada.holds('no reaction any more', () => document.querySelector('.reactions') === null);
    await ada.kept('when the reaction went');
  }

  async edit() {
    const { ada, ben } = this;
    await ada.fill(`Message ${CHANNEL}`, 'x');
    await ada.page.keyboard.press('Backspace');
    await ada.says('Bring water too');
    await ada.page.keyboard.press('ArrowUp');
    await ada.holds('to edit', () => document.querySelector('.composing') !== null);
    await ada.page.keyboard.type(', please');
    await ada.page.keyboard.press('Enter');
    for (const who of [ada, ben]) await who.shows('Bring water too, please', '.item-edited', 'edited');
    check(
      /: Bring water too, please, today .*, edited/.test(await ben.named('Bring water')),
      'its name says so',
    );
    await ben.key('Bring water', 'i');
    await ben.dialog('About this message');
    await ben.holds('what it said before', () =>
      [...document.querySelectorAll('.version-text')].some((each) => each.innerText === 'Bring water too'),
    );
    await ben.fine();
    await ben.page.keyboard.press('Escape');
    await ben.noDialog();
  }

  async remove() {
    const { ada, ben } = this;
    await ben.says('Gone for me alone');
    await ben.says('Gone for all');
    await ada.reads(['Gone for me alone', 'Gone for all']);
    await ada.key('Gone for me alone', 'Delete');
    await ada.dialog('Delete this message?');
    await ada.strikeSubmit('Delete for me');
    await ada.noDialog();
    await ada.holds('it to be gone', () => !document.body.innerText.includes('Gone for me alone'));
    await ada.kept('when a message went');
    await ben.key('Gone for all', 'Delete');
    await ben.dialog('Delete this message?');
    await ben.fine();
    await ben.strikeSubmit('Delete for everyone');
    await ben.noDialog();
    await ben.sees('You deleted this message.');
    await ada.sees('Deleted by its author.');
    check(
      (await ben.text()).includes('Gone for me alone'),
      'the other still has what was deleted for oneself',
    );
    check(!(await ada.texts()).includes('Gone for all'), 'and nothing of what was deleted for all');
  }

  async moderate() {
    const { ada, ben, layla } = this;
    await ben.says('The door code is 4711');
    await ada.key('The door code', 'Delete');
    await ada.dialog('Delete this message?');
    await ada.press('Delete for everyone');
    await ada.fill('Why? The others read this', 'No codes in here');
    await ada.strikeSubmit('Delete for everyone');
    await ada.noDialog();
    for (const who of [ben, layla]) await who.sees('Adalind deleted this message: No codes in here');
    for (const who of this.people)
      check(!(await who.texts()).some((text) => text.includes('4711')), `${who.name} still has it`);
    await layla.key('greenhouse', 'Delete');
    await layla.dialog('Delete this message?');
    check(!(await layla.text()).includes('Delete for everyone'), 'who is no admin deletes for herself alone');
    await layla.page.keyboard.press('Escape');
    await layla.noDialog();
  }

  async mention() {
    const { ada, ben, layla } = this;
    await layla.home();
    await ben.fill(`Message ${CHANNEL}`, 'Ask @ل');
    await ben.holds('a suggestion', () =>
      document.querySelector('[role=option]')?.innerText.includes('ليلى'),
    );
    await ben.fine();
    await ben.page.keyboard.press('Enter');
    await ben.holds('the whole name', () => document.activeElement?.value === 'Ask @ليلى ');
    await ben.holds('no suggestion any more', () => document.querySelector('[role=option]') === null);
    await ben.page.keyboard.type('about the keys');
    await ben.page.keyboard.press('Enter');
    await ada.shows('about the keys', '.mention', '@ليلى');
    await layla.holds('a mention in the list', () =>
      [...document.querySelectorAll('.channel')].some((each) =>
        /1 mention/.test(each.innerText.replace(/[\u2066-\u2069]/g, '')),
      ),
    );
    await layla.fine();
  }

  async unread() {
    const { ada, layla } = this;
    await ada.says('One more thing');
    await layla.listed('2 unread');
    check(/^\(2\)|2/.test(await layla.page.title()), `the title counts: ${await layla.page.title()}`);
    await layla.channel(CHANNEL);
    await layla.holds('a divider before the first of them', () => {
      const line = document.querySelector('.timeline-new');
      return line?.closest('li')?.innerText.includes('about the keys');
    });
    await layla.fine();
    await layla.home();
    await layla.listed('unread', false);
  }

  async mute() {
    const { layla } = this;
    await layla.channelMenu(CHANNEL, 'Mute until I change it');
    await layla.listed('muted');
    await layla.kept('after the menu');
    await layla.channelMenu(CHANNEL, 'No longer mute');
    await layla.listed('muted', false);
    await layla.channel(CHANNEL);
  }

  async pin() {
    const { ada, ben } = this;
    await ada.does('greenhouse', 'Pin');
    await ben.press('1 pinned');
    await ben.holds('it among the pins', () =>
      document.querySelector('.hit')?.innerText.includes('The greenhouse'),
    );
    await ben.fine();
    await ben.press('Adalind');
    await ben.holds(
      'to be at it',
      () =>
        document.activeElement?.matches('article') &&
        document.activeElement.innerText.includes('The greenhouse'),
    );
    check((await ben.named('greenhouse')).includes('pinned'), 'its name says so');
    await ada.does('greenhouse', 'Unpin');
    await ben.holds('no pin any more', () => !document.body.innerText.includes('1 pinned'));
    await ben.at('greenhouse');
    await ben.keys('Shift', 'F10');
    await ben.holds('a menu', () => document.activeElement?.getAttribute('role') === 'menuitem');
    check(
      !(await ben.page.evaluate(() =>
        [...document.querySelectorAll('[role=menuitem]')].some((each) => each.innerText.trim() === 'Pin'),
      )),
      'who is no admin pins nothing',
    );
    await ben.page.keyboard.press('Escape');
  }
}
