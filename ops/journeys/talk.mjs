// A conversation with everything in it: three people, one of whom writes from right to left. Without a mouse, on pages 320
// pixels wide.
import { until } from './lib/wait.mjs';
import { CHANNEL, phrase, LAYLA, check, Talking } from './talking.mjs';

export class Talk extends Talking {
  steps() {
    return [
      ['three people come together in a channel', () => this.come()],
      ['a reply carries its quote, which leads back', () => this.reply()],
      ['an answer in a thread, and how many there are', () => this.thread()],
      ['a reaction, and taking it back', () => this.react()],
      ['an edit, and what was said before', () => this.edit()],
      ['deleting for oneself, and for everyone', () => this.remove()],
      ['an admin deletes what another said, with a reason', () => this.moderate()],
      ['a name is completed, and whom it names sees that in the list', () => this.mention()],
      ['unread messages are counted, and divided from those read', () => this.unread()],
      ['a channel is muted', () => this.mute()],
      ['a message is pinned, and found among the pins', () => this.pin()],
      ['a question with answers', () => this.poll()],
      ['marks, and a link with its whole host', () => this.marks()],
      ['what is to be seen once is seen once', () => this.once()],
      ['one message disappears sooner', () => this.shorter()],
      ['a draft survives a reload', () => this.draft()],
      ['a picture with a description is seen and saved on the other side', () => this.picture()],
      ['search finds what is left, with a filter', () => this.search()],
      ['a talk of two', () => this.direct()],
      ['a report to the admins, who check it', () => this.report()],
      ['somebody is not heard any more', () => this.block()],
      ['admins lock what the timer may be', () => this.range()],
      ['Enter begins a new line, if one wants that', () => this.enter()],
      ["one's messages go into a sealed file, which is read again", () => this.archive()],
      ['a channel is cleared for oneself', () => this.clear()],
      ['names are kept apart from what stands around them', () => this.directions()],
      ['no page broke its policy or threw', () => this.clean()],
    ];
  }

  async poll() {
    const { ada, ben, layla } = this;
    await ada.adds('Question with answers');
    await ada.dialog('Ask a question');
    await ada.fill('Question', 'When do we plant?');
    await ada.fill('Answer 1', 'Saturday');
    await ada.fill('Answer 2', 'الأحد');
    await ada.fine();
    await ada.strikeSubmit('Ask');
    await ada.noDialog();
    await ben.sees('When do we plant?');
    for (const [who, answer] of [
      [ben, 'Saturday'],
      [layla, 'الأحد'],
    ]) {
      await who.inside('When do we plant?', answer);
      await who.inside('When do we plant?', 'Vote');
      await who.kept('after voting');
    }
    for (const who of this.people) {
      await who.holds(
        'both votes',
        () =>
          (
            (document.querySelector('.poll')?.textContent ?? '')
              .replace(/[\u2066-\u2069]/g, '')
              .match(/1 vote/g) ?? []
          ).length === 2,
      );
    }
    await ben.fine();
    await ben.inside('When do we plant?', 'الأحد');
    await ben.inside('When do we plant?', 'Vote');
    await ada.holds('the vote that was changed', () =>
      /0 votes[^]*2 votes/.test(
        (document.querySelector('.poll')?.textContent ?? '').replace(/[\u2066-\u2069]/g, ''),
      ),
    );
  }

  async marks() {
    const { ada, ben } = this;
    await ada.fill(`Message ${CHANNEL}`, 'Read **this** first: https://plants.example/sow#now and `rake -n`');
    await ada.page.keyboard.press('Enter');
    await ben.holds('bold, code and a link', () => {
      const row = [...document.querySelectorAll('article')].find((each) => each.innerText.includes('first:'));
      const link = row?.querySelector('a');
      return (
        row?.querySelector('strong')?.innerText === 'this' &&
        row.querySelector('code')?.innerText === 'rake -n' &&
        link?.innerText.includes('plants.example') &&
        link.rel === 'noopener noreferrer' &&
        link.target === '_blank'
      );
    });
    await ada.fill(`Message ${CHANNEL}`, 'heavy');
    await ada.keys('Control', 'a');
    await ada.keys('Control', 'b');
    await ada.holds(
      'the mark by its key',
      () => document.activeElement?.value === '**heavy**' && document.activeElement.selectionEnd === 7,
    );
    await ada.page.keyboard.press('ArrowRight');
    await ada.page.keyboard.type(' <img src=x onerror=alert(1)>');
    await ada.page.keyboard.press('Enter');
    await ben.holds('nothing of it as markup', () => {
      const row = [...document.querySelectorAll('article')].find((each) => each.innerText.includes('heavy'));
      return row?.querySelector('img') === null && row.innerText.includes('<img src=x');
    });
  }

  async once() {
    const { ada, ben } = this;
    await ada.adds('To be seen once');
    await ada.holds('the composer to say so', () =>
      document.querySelector('.composer-line')?.innerText.includes('To be seen once'),
    );
    await ada.fill(`Message ${CHANNEL}`, 'Under the third stone');
    await ada.page.keyboard.press('Enter');
    await ada.sees('You sent a message to be seen once.');
    await ben.sees('A message to be seen once');
    check(!(await ben.text()).includes('third stone'), 'nothing of it is shown unasked');
    await ben.inside('A message to be seen once', 'Open it');
    await ben.sees('Under the third stone');
    await ben.kept('in what was opened');
    await ben.fine();
    await ben.press('I have seen it');
    await ben.holds('it to be gone', () => !/third stone|to be seen once/.test(document.body.innerText));
    await ben.kept('when it went');
  }

  async shorter() {
    const { ada, ben } = this;
    await ada.adds('Disappear sooner');
    await ada.dialog('Disappear sooner');
    await ada.press('30 seconds');
    await ada.strikeSubmit('Use it for this message');
    await ada.noDialog();
    await ada.holds('the composer to say so', () =>
      document.querySelector('.composer-line')?.innerText.includes('30 seconds'),
    );
    await ada.says('Soon gone');
    await ben.reads(['Soon gone']);
    const name = await ben.named('Soon gone');
    check(/disappears in less than a minute/.test(name), `its name says so: ${name}`);
    this.soon = Date.now();
  }

  async draft() {
    const { ada, ben } = this;
    await ben.key('Bring water', 'r');
    await ben.types('A thought that is not fin');
    await ben.holds('the draft to be kept', () => document.querySelector('.composing') !== null);
    await ben.home();
    await ben.listed('draft');
    await ben.page.reload();
    await ben.unlock(phrase(ben.name));
    await ben.channel(CHANNEL);
    await ben.holds(
      'the draft with what it answers',
      () =>
        document.querySelector('.composer-field')?.value === 'A thought that is not fin' &&
        document.querySelector('.composing')?.innerText.includes('Bring water'),
    );
    await ben.fine();
    await ben.fill(`Message ${CHANNEL}`, 'A thought that is finished');
    await ben.page.keyboard.press('Enter');
    await ada.shows('that is finished', '.quote', 'Bring water too, please');
    await ben.home();
    await ben.listed('draft', false);
    await ben.channel(CHANNEL);
  }

  async picture() {
    const { ada, ben } = this;
    await ada.press('Add');
    await ada.holds('a menu', () => document.activeElement?.getAttribute('role') === 'menuitem');
    check(
      await ada.page.evaluate(() => document.activeElement.innerText.includes('Picture or file')),
      'it begins with pictures and files',
    );
    await ada.page.keyboard.press('Escape');
    await ada.gives('harvest.png');
    await ada.dialog('Send files');
    await ada.sees('Place, camera, time and all other hidden notes are removed.');
    await ada.fill('Describe the picture', 'Two crates of pears');
    await ada.fill('Words with it', 'Look');
    await ada.press('Everyone who can be recognised has agreed');
    await ada.fine();
    await ada.strikeSubmit('Send');
    await ada.noDialog();
    for (const who of [ada, ben])
      await who.holds('the picture, described', () =>
        [...document.querySelectorAll('article')].some(
          (each) =>
            each.getAttribute('aria-label')?.includes('picture: \u2068Two crates of pears\u2069') ||
            each
              .getAttribute('aria-label')
              ?.replace(/[\u2066-\u2069]/g, '')
              .includes('picture: Two crates of pears'),
        ),
      );
    await ben.watchSaving();
    await ben.inside('Two crates of pears', 'Show');
    await ben.holds('the picture itself', () => {
      const image = document.querySelector('.file img:not(.file-small)');
      return (
        image?.complete === true &&
        image.naturalWidth === 640 &&
        image.alt.replace(/[\u2066-\u2069]/g, '') === 'picture: Two crates of pears'
      );
    });
    await ben.kept('when the picture came');
    await ben.fine();
    await ben.press('Save');
    const saved = await ben.saved();
    check(saved.type.startsWith('image/') && saved.size > 1000, `what was saved: ${JSON.stringify(saved)}`);
    check(!/harvest/.test(saved.name), `the name says nothing: ${saved.name}`);
  }

  async search() {
    const { ben } = this;
    await ben.home();
    await ben.press('Search');
    await ben.fill('Search for', 'water');
    await ben.holds('what was edited, by its newest words', () =>
      [...document.querySelectorAll('.hit')].some((each) =>
        each.innerText.includes('Bring water too, please'),
      ),
    );
    await ben.fine();
    await ben.press('Only some');
    await ben.selects('From', 'ليلى');
    await ben.holds('nothing of her about water', () => document.querySelectorAll('.hit').length === 0);
    await ben.fill('Search for', 'الشاي');
    await ben.holds(
      'what she wrote',
      () =>
        document.querySelectorAll('.hit').length === 1 &&
        document.querySelector('.hit').innerText.includes('سأحضر'),
    );
    await ben.fill('Search for', 'look');
    await ben.selects('From', 'Anyone');
    await ben.selects('With', 'A picture');
    await ben.holds(
      'the picture',
      () =>
        document.querySelectorAll('.hit').length === 1 &&
        document.querySelector('.hit').innerText.includes('Look'),
    );
    await ben.selects('With', 'Anything');
    for (const gone of ['4711', 'third stone', 'Gone for all']) {
      await ben.fill('Search for', gone);
      await ben.sees('Nothing found');
    }
    await ben.fill('Search for', 'greenhouse');
    await ben.press('Adalind');
    await ben.holds(
      'to be at it',
      () =>
        document.activeElement?.matches('article') &&
        document.activeElement.innerText.includes('The greenhouse'),
    );
    await until(
      'the message that was to go sooner to be gone',
      async () => !(await ben.texts()).includes('Soon gone'),
      Math.max(1000, 45_000 - (Date.now() - this.soon)),
    );
  }

  async direct() {
    const { ada, layla, ben } = this;
    await this.person320(layla, 'Adalind');
    await layla.press('Message Adalind');
    await layla.holds('the talk of two', () => document.querySelector('.composer-field') !== null);
    await layla.fill('Message Adalind', 'بيننا فقط');
    await layla.page.keyboard.press('Enter');
    await layla.reads(['بيننا فقط']);
    await ada.home();
    await ada.holds('it in the list, with one unread', () =>
      [...document.querySelectorAll('.channel')].some(
        (each) =>
          each.innerText.includes('ليلى') && /1 unread/.test(each.innerText.replace(/[\u2066-\u2069]/g, '')),
      ),
    );
    await ada.fine();
    await ada.press(LAYLA);
    await ada.reads(['بيننا فقط']);
    await ada.fill(`Message ${LAYLA}`, 'Between us');
    await ada.page.keyboard.press('Enter');
    await layla.reads(['Between us']);
    await ada.fine();
    await ada.key('بيننا', 'e');
    await ada.fill('Find a sign by its name', 'handshake');
    await ada.press('handshake');
    await layla.shows('بيننا', '.reactions', '🤝');
    await ben.home();
    check(!(await ben.text()).includes('بيننا'), 'nobody else sees it');
    for (const who of this.people) await who.channel(CHANNEL);
  }

  async report() {
    const { ada, ben, layla } = this;
    await ben.says('You are all fools');
    await layla.does('You are all fools', 'Report to the admins');
    await layla.dialog('Report what Benedikt wrote?');
    await layla.fill('What is wrong with it?', 'هذا ليس لطيفاً');
    await layla.fine();
    await layla.strikeSubmit('Report it');
    await layla.noDialog();
    await ada.place('Reports');
    await ada.sees('ليلى reports');
    await ada.sees('You are all fools');
    await ada.sees('Benedikt wrote exactly this.');
    await ada.sees('هذا ليس لطيفاً');
    await ada.fine();
    await ada.press('Put this report away');
    await ada.sees('Nobody has reported anything.');
    await ada.kept('when the report went');
    await ada.channel(CHANNEL);
  }

  async block() {
    const { ben, layla } = this;
    await this.person320(layla, 'Benedikt');
    await layla.press('Stop hearing Benedikt');
    await layla.sees("You don't see what Benedikt writes");
    await layla.fine();
    await layla.channel(CHANNEL);
    await ben.says('Does anyone hear me?');
    await this.ada.reads(['Does anyone hear me?']);
    await this.ada.says('I do');
    await layla.reads(['I do']);
    check(!(await layla.text()).includes('Does anyone hear me?'), 'who is not heard is not shown');
    await layla.place('Settings');
    await layla.press('Hear Benedikt again');
    await layla.channel(CHANNEL);
    await layla.reads(['Does anyone hear me?']);
  }

  async range() {
    const { ada, ben } = this;
    await ada.press('Disappears after 1 week');
    await ada.press('What may be chosen here');
    await ada.selects('At most', '1 day');
    await ada.fine();
    await ada.press('Set the limits');
    await ben.sees('Disappears after 1 day', 60_000);
    await ben.sees('limited what the timer may be');
    await ada.sees('The admins allow 1 day and less here.');
    check(
      !(await ada.page.evaluate(() =>
        [...document.querySelectorAll('dialog[open] label')].some((each) =>
          /1 week|Off, messages/.test(each.innerText),
        ),
      )),
      'what is not allowed is not offered',
    );
    await ada.press('Close');
    await ada.noDialog();
  }

  async enter() {
    const { ben } = this;
    await ben.place('Settings');
    await ben.press('Begins a new line');
    await ben.fine();
    await ben.channel(CHANNEL);
    await ben.fill(`Message ${CHANNEL}`, 'Two');
    await ben.page.keyboard.press('Enter');
    await ben.page.keyboard.type('lines');
    await ben.keys('Control', 'Enter');
    await this.ada.holds('both lines in one message', () =>
      [...document.querySelectorAll('.item-text')].some((each) => /^Two\s+lines$/.test(each.innerText)),
    );
  }

  async archive() {
    const { ben } = this;
    await ben.place('Settings');
    await ben.watchSaving();
    await ben.press('Save my messages');
    await ben.dialog('Save my messages');
    const words = await ben.holds('six words', () => {
      const text = document.querySelector('dialog .passphrase-words')?.textContent.trim() ?? '';
      return text.split(' ').length === 6 ? text : false;
    });
    await ben.press('I have written these words down');
    await ben.fine();
    await ben.strikeSubmit('Save the file');
    await ben.noDialog();
    const saved = await ben.saved();
    check(saved.name === 'messages.understory' && saved.size > 1000, `what was saved: ${JSON.stringify(saved)}`);
    for (const [typed, seen] of [
      ['none of these words', 'Either these are not its words, or the file is damaged.'],
      [words, 'Bring water too, please'],
    ]) {
      await ben.press('Read a saved file');
      await ben.dialog('Read a saved file');
      await ben.page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File([window.savedFile.blob], window.savedFile.name));
        const input = document.querySelector('dialog input[type=file]');
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await ben.fill('Passphrase', typed);
      await ben.strikeSubmit('Open');
      await ben.holds(
        `"${seen}"`,
        (wanted) => document.querySelector('dialog')?.textContent.replace(/[\u2066-\u2069]/g, '').includes(wanted),
        seen,
      );
      await ben.fine();
      const shown = await ben.page.evaluate(() => document.querySelector('dialog').textContent);
      check(!shown.includes('third stone'), 'what was to be seen once is not in it');
      await ben.page.keyboard.press('Escape');
      await ben.noDialog();
    }
  }

  async clear() {
    const { ada, ben } = this;
    await ben.channelMenu(CHANNEL, 'Clear for me');
    await ben.dialog('Clear general for you?');
    await ben.fine();
    await ben.strikeSubmit('Clear for me');
    await ben.noDialog();
    await ben.channel(CHANNEL);
    await ben.holds('nothing of it', () => document.querySelectorAll('.item-text').length === 0);
    check(
      (await ada.texts()).some((text) => text.includes('The greenhouse')),
      'the others still have it',
    );
    await ada.says('A new page');
    await ben.reads(['A new page']);
    await ben.home();
    await ben.press('Search');
    await ben.fill('Search for', 'greenhouse');
    await ben.sees('Nothing found');
  }

  async directions() {
    for (const who of this.people.filter((each) => each !== this.ben)) {
      await who.channel(CHANNEL);
      const wrong = await who.page.evaluate(() => {
        const found = [];
        for (const author of document.querySelectorAll('.item-author, .quote-name, .mention')) {
          if (author.localName !== 'bdi' && author.querySelector('bdi') === null)
            found.push(`not isolated: ${author.outerHTML}`);
        }
        for (const text of document.querySelectorAll('.item-text p')) {
          const rtl = /^[^\p{L}]*[\u0590-\u08ff]/u.test(text.textContent);
          if ((getComputedStyle(text).direction === 'rtl') !== rtl)
            found.push(`direction: ${text.textContent}`);
        }
        for (const row of document.querySelectorAll('article')) {
          const label = row.getAttribute('aria-label') ?? '';
          if (label === '') found.push(`no name: ${row.innerText}`);
          if (
            row.querySelector('.item-author')?.innerText === 'ليلى' &&
            !/^\u2068(ليلى|You)\u2069/.test(label)
          )
            found.push(`not isolated in a name: ${label}`);
        }
        if (document.querySelector('.composer-field')?.dir !== 'auto')
          found.push('the composer takes one direction');
        return found;
      });
      check(wrong.length === 0, `${who.name}: ${wrong.slice(0, 3).join('\n')}`);
    }
  }
}
