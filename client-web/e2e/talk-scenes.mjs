// Pictures of everything around messages: see screens.mjs, which runs them.

/** @param steps of screens.mjs */
export function talkScenes({ goTo, button, type, dialog, person, open }) {
  const talk = (page) => goTo(page, 'c7').then(() => page.waitForSelector('.poll'));
  const focus = (page, id) =>
    page
      .locator(`[data-item="${id}"]`)
      .waitHandle()
      .then((row) => row.focus());
  const press = async (page, ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const field = async (page, text) => {
    const box = await page.waitForSelector('.pane-main .composer-field');
    await box.type(text);
  };
  const chord = async (page, modifier, key) => {
    await page.keyboard.down(modifier);
    await page.keyboard.press(key);
    await page.keyboard.up(modifier);
  };
  const picture = async (page, name = 'IMG_2041.jpg', mime = 'image/jpeg') => {
    await page.waitForSelector('input[type=file]');
    await page.evaluate(
      (name, mime) => {
        const input = document.querySelector('.pane-main input[type=file]');
        const data = new DataTransfer();
        // The smallest picture that a browser draws; the stand-in makes another of it.
        const bytes = Uint8Array.from(
          atob(
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          ),
          (letter) => letter.charCodeAt(0),
        );
        data.items.add(new File([bytes], name, { type: mime }));
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      name,
      mime,
    );
    await dialog(page);
  };
  const cover = async (page) => {
    await goTo(page, 'c3');
    await picture(page);
    await button(page, 'Cover parts of it');
    await page.waitForSelector('.cover');
    await page.evaluate(() => {
      // As large as a real one would be.
      const image = document.querySelector('.cover > img');
      image.style.width = '260px';
      image.style.height = '150px';
    });
    await button(page, 'Add a box');
    await page.waitForSelector('.cover-area:focus');
    await press(page, 'ArrowLeft', 'ArrowUp');
    await chord(page, 'Shift', 'ArrowRight');
  };
  return {
    talk: ['ready', talk],
    'talk-top': [
      'ready',
      async (page) => {
        await talk(page);
        await page.evaluate(() => document.querySelector('.timeline').scrollTo(0, 0));
      },
    ],
    'talk-focus': ['ready', async (page) => (await talk(page), focus(page, 'r20'))],
    'talk-menu': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r6'),
        await chord(page, 'Shift', 'F10'),
        page.waitForSelector('[role=menu]')
      ),
    ],
    'talk-delete': [
      'ready',
      async (page) => (await talk(page), await focus(page, 'r6'), await press(page, 'Delete'), dialog(page)),
    ],
    'talk-delete-other': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r4'),
        await press(page, 'Delete'),
        await dialog(page),
        page.locator('label ::-p-text(Delete for everyone)').click()
      ),
    ],
    'talk-info': [
      'ready',
      async (page) => (await talk(page), await focus(page, 'r6'), await press(page, 'i'), dialog(page)),
    ],
    'talk-react': [
      'ready',
      async (page) => (await talk(page), await focus(page, 'r4'), await press(page, 'e'), dialog(page)),
    ],
    'talk-report': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r4'),
        await chord(page, 'Shift', 'F10'),
        await page.locator('[role=menuitem] ::-p-text(Report)').click(),
        dialog(page)
      ),
    ],
    'talk-reply': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r3'),
        await press(page, 'r'),
        await page.waitForSelector('.composing'),
        field(page, 'On my way, ')
      ),
    ],
    'talk-edit': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r6'),
        await press(page, 'u'),
        page.waitForSelector('.composing')
      ),
    ],
    'talk-thread': [
      'ready',
      async (page) => (
        await talk(page),
        await focus(page, 'r0'),
        await press(page, 't'),
        page.waitForSelector('.thread article')
      ),
    ],
    'talk-pins': [
      'ready',
      async (page) => (await talk(page), await button(page, '1 pinned'), page.waitForSelector('.hit')),
    ],
    'talk-once': [
      'ready',
      async (page) => (await talk(page), await button(page, 'Open it'), page.waitForSelector('.once .rich')),
    ],
    'talk-files': [
      'ready',
      async (page) => {
        await talk(page);
        await page.evaluate(() => document.querySelector('[data-item="r31"]').scrollIntoView());
        await button(page, 'Listen');
        await page.waitForSelector('.file .composer-fault');
      },
    ],
    'talk-jump': [
      'ready',
      async (page) => (
        await talk(page),
        await page.locator('[data-item="r3"] .quote').click(),
        page.waitForSelector('.item-flash')
      ),
    ],
    long: ['ready', async (page) => (await goTo(page, 'c6'), page.waitForSelector('[data-item="l999"]'))],
    mention: [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await field(page, 'Ask @'),
        page.waitForSelector('[role=option]')
      ),
    ],
    'emoji-name': [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await field(page, 'Well :par'),
        page.waitForSelector('[role=option]')
      ),
    ],
    add: [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await button(page, 'Add'),
        page.waitForSelector('[role=menu]')
      ),
    ],
    'poll-new': [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await button(page, 'Add'),
        await page.locator('[role=menuitem] ::-p-text(Question with answers)').click(),
        await dialog(page),
        button(page, 'Ask')
      ),
    ],
    shorter: [
      'ready',
      async (page) => (
        await goTo(page, 'c7'),
        await button(page, 'Add'),
        await page.locator('[role=menuitem] ::-p-text(Disappear sooner)').click(),
        dialog(page)
      ),
    ],
    'send-sheet': [
      'ready',
      async (page) => (await goTo(page, 'c3'), await picture(page), page.waitForSelector('.outgo-image')),
    ],
    'send-blocked': [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await picture(page, 'dance.gif', 'image/gif'),
        page.waitForSelector('.banner-danger')
      ),
    ],
    cover: ['ready', cover],
    voice: [
      'ready',
      async (page) => (
        await goTo(page, 'c3'),
        await button(page, 'Add'),
        await page.locator('[role=menuitem] ::-p-text(Voice note)').click(),
        dialog(page)
      ),
    ],
    'channel-menu': [
      'ready',
      async (page) => (
        await open(page),
        await (await page.$('[data-key="c2"]')).focus(),
        await chord(page, 'Shift', 'F10'),
        page.waitForSelector('[role=menu]')
      ),
    ],
    direct: ['ready', (page) => goTo(page, 'd1')],
    'timer-range': [
      'ready',
      async (page) => (
        await goTo(page, 'c7'),
        await button(page, 'Disappears after \u20681 week\u2069'),
        await dialog(page),
        page.locator('summary').click()
      ),
    ],
    search: [
      'ready',
      async (page) => (
        await open(page),
        await button(page, 'Search'),
        await type(page, 'Search for', 'crane'),
        await page.waitForSelector('.hit'),
        page.locator('summary').click()
      ),
    ],
    'search-none': [
      'ready',
      async (page) => (await open(page), await button(page, 'Search'), type(page, 'Search for', 'zzzz')),
    ],
    reports: ['ready', async (page) => (await goTo(page, 'reports'), page.waitForSelector('.report'))],
    'person-talk': ['ready', (page) => person(page, 'Kim')],
  };
}
