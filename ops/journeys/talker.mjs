// A person in a conversation, without a mouse.
import { Walker } from './circle.mjs';
import { until } from './lib/wait.mjs';

const CHANNEL = 'general';
const PATIENCE = 30_000;

/** A person who finds their way through a conversation. */
export class Talker extends Walker {
  /** Chords: `keys('Shift', 'F10')`. */
  async keys(...keys) {
    for (const key of keys.slice(0, -1)) await this.page.keyboard.down(key);
    await this.page.keyboard.press(keys.at(-1));
    for (const key of keys.slice(0, -1).reverse()) await this.page.keyboard.up(key);
  }

  /** What this asks of the page, until it is so. */
  async holds(what, probe, ...args) {
    return until(`${this.name}: ${what}`, () => this.page.evaluate(probe, ...args), PATIENCE).catch(
      async (error) => {
        const focus = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
        throw new Error(
          `${error.message}\nfocus: ${focus}\non the page: ${(await this.text()).slice(-1200)}`,
        );
      },
    );
  }

  /** Marks the message whose accessible name holds this, in the pane on screen. */
  async mark(part) {
    await this.holds(
      `a message that says "${part}"`,
      (wanted) => {
        const named = (row) => (row.getAttribute('aria-label') ?? '').replace(/[\u2066-\u2069]/g, '');
        const row = [...document.querySelectorAll('article[data-item]')].findLast(
          (each) => named(each).includes(wanted) && each.checkVisibility(),
        );
        if (row === undefined) return false;
        document.querySelectorAll('[data-sought]').forEach((each) => each.removeAttribute('data-sought'));
        row.setAttribute('data-sought', '');
        return true;
      },
      part,
    );
  }

  /** Goes to a message. */
  async at(part) {
    await this.mark(part);
    const inside = await this.page.evaluate(
      () =>
        document.activeElement?.matches('article') === false &&
        document.activeElement.closest('article') !== null,
    );
    if (inside) await this.page.keyboard.press('Escape');
    await this.reach(part);
  }

  /** The accessible name of a message. */
  async named(part) {
    await this.mark(part);
    return this.page.$eval('[data-sought]', (row) =>
      row.getAttribute('aria-label').replace(/[\u2066-\u2069]/g, ''),
    );
  }

  /** A letter on a message. */
  async key(part, ...keys) {
    await this.at(part);
    await this.keys(...keys);
  }

  /** Into a message, and presses one of its controls. */
  async inside(part, label) {
    await this.at(part);
    await this.page.keyboard.press('Enter');
    await this.holds(
      `the control "${label}" of "${part}"`,
      (wanted) => {
        const named = (each) =>
          (each.getAttribute('aria-label') ?? each.innerText ?? '')
            .replace(/[\u2066-\u2069]/g, '')
            .trim()
            .replace(/\s+/g, ' ');
        const row = document.activeElement?.closest('article') ?? document.querySelector('[data-sought]');
        const hit = [...row.querySelectorAll('button, a, label')].find((each) =>
          named(each).includes(wanted),
        );
        const control = hit?.localName === 'label' ? hit.control : hit;
        if (!control) return false;
        document.querySelectorAll('[data-sought]').forEach((each) => each.removeAttribute('data-sought'));
        control.setAttribute('data-sought', '');
        return true;
      },
      label,
    );
    const key = await this.page.$eval('[data-sought]', (each) =>
      each.localName === 'input' ? ' ' : 'Enter',
    );
    await this.strike(label, key);
  }

  /** Down the open menu to an entry, and takes it. */
  async pick(label) {
    await this.holds('a menu', () => document.activeElement?.getAttribute('role') === 'menuitem');
    for (let stop = 0; stop < 20; stop++) {
      const here = await this.page.evaluate(() =>
        document.activeElement.innerText.replace(/[\u2066-\u2069]/g, '').trim(),
      );
      if (here === label) return this.page.keyboard.press('Enter');
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${this.name}: no "${label}" in the menu`);
  }

  /** Everything that can be done with a message. */
  async does(part, label) {
    await this.at(part);
    await this.keys('Shift', 'F10');
    await this.pick(label);
  }

  /** An entry behind "Add" of the composer. */
  async adds(label) {
    await this.press('Add');
    await this.pick(label);
  }

  /** The menu of a channel in the list. */
  async channelMenu(name, label) {
    await this.home();
    await this.holds(
      `${name} in the list`,
      (wanted) => {
        const row = [...document.querySelectorAll('.channel[data-key]')].find((each) =>
          each.innerText.includes(wanted),
        );
        document.querySelectorAll('[data-sought]').forEach((each) => each.removeAttribute('data-sought'));
        row?.setAttribute('data-sought', '');
        return row !== undefined;
      },
      name,
    );
    await this.reach(name);
    await this.keys('Shift', 'F10');
    await this.pick(label);
  }

  /** A dialog that was opened by keys has the focus; this waits for it. */
  async dialog(title) {
    await this.holds(
      `the dialog "${title}"`,
      (wanted) =>
        document
          .querySelector('dialog[open] h2')
          ?.innerText.replace(/[\u2066-\u2069]/g, '')
          .includes(wanted),
      title,
    );
  }

  async noDialog() {
    await this.holds('no dialog any more', () => document.querySelector('dialog[open]') === null);
  }

  /** Writes into the field that has the focus or gets it by itself. */
  async types(text) {
    await this.holds('the focus in a field', () => document.activeElement?.matches('textarea, input'));
    await this.page.keyboard.type(text);
  }

  /** Says something in the channel on screen, with Enter. */
  async says(text, channel = CHANNEL) {
    await this.fill(`Message ${channel}`, text);
    await this.page.keyboard.press('Enter');
    await this.reads([text]);
  }

  /** What stands in a message with this text. */
  async within(part, selector) {
    await this.mark(part);
    return this.page.$eval(
      '[data-sought]',
      (row, wanted) => row.querySelector(wanted)?.innerText.replace(/[\u2066-\u2069]/g, '') ?? null,
      selector,
    );
  }

  async shows(part, selector, words) {
    await until(
      `${this.name}: "${words}" at "${part}"`,
      async () => (await this.within(part, selector))?.includes(words) ?? false,
      PATIENCE,
    ).catch(async (error) => {
      throw new Error(
        `${error.message}; there: ${await this.within(part, selector)}\n${(await this.text()).slice(-1200)}`,
      );
    });
  }

  /** Presses the button that ends the open dialog's form. */
  async strikeSubmit(label) {
    await this.holds(
      `"${label}" in the dialog`,
      (wanted) => {
        const button = [...document.querySelectorAll('dialog[open]')]
          .at(-1)
          ?.querySelector('button[type=submit]');
        if (!button || button.disabled || button.getAttribute('aria-disabled') === 'true') return false;
        if (!button.innerText.replace(/[\u2066-\u2069]/g, '').includes(wanted)) return false;
        document.querySelectorAll('[data-sought]').forEach((each) => each.removeAttribute('data-sought'));
        button.setAttribute('data-sought', '');
        return true;
      },
      label,
    );
    await this.strike(label, 'Enter');
  }

  /** Chooses in a select, by keys. */
  async selects(label, choice) {
    const steps = await this.holds(
      `"${choice}" under "${label}"`,
      (field, wanted) => {
        const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim();
        const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
        const control = [...place.querySelectorAll('label')].find(
          (each) => plain(each.textContent) === field,
        )?.control;
        const to = [...(control?.options ?? [])].findIndex((each) => plain(each.text) === wanted);
        if (to < 0) return null;
        document.querySelectorAll('[data-sought]').forEach((each) => each.removeAttribute('data-sought'));
        control.setAttribute('data-sought', '');
        return { by: to - control.selectedIndex };
      },
      label,
      choice,
    );
    await this.reach(label);
    const key = steps.by > 0 ? 'ArrowDown' : 'ArrowUp';
    for (let step = 0; step < Math.abs(steps.by); step++) await this.page.keyboard.press(key);
  }

  /** Waits until what the list says of channels to a screen reader has this in it somewhere, or nowhere. */
  async listed(pattern, there = true) {
    await this.holds(
      `${there ? '' : 'no '}"${pattern}" in the list`,
      (wanted, some) => {
        const said = [...document.querySelectorAll('.channel .hidden-text')].map((each) =>
          each.textContent.replace(/[\u2066-\u2069]/g, ''),
        );
        return said.some((text) => text.toLowerCase().includes(wanted)) === some;
      },
      pattern,
      there,
    );
  }

  /** Gives the page a picture, as its file chooser would. */
  async gives(name) {
    await this.page.evaluate(async (called) => {
      const canvas = new OffscreenCanvas(640, 480);
      const ink = canvas.getContext('2d');
      for (let at = 0; at < 64; at++) {
        ink.fillStyle = `hsl(${at * 40} 60% 50%)`;
        ink.fillRect((at % 8) * 80, Math.floor(at / 8) * 60, 80, 60);
      }
      const data = new DataTransfer();
      data.items.add(
        new File([await canvas.convertToBlob({ type: 'image/png' })], called, { type: 'image/png' }),
      );
      const input = document.querySelector('.pane-main input[type=file]');
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, name);
  }

  /** From now on what the page lets the browser save is noted instead. */
  async watchSaving() {
    await this.page.evaluate(() => {
      const blobs = new Map();
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        const address = make.call(URL, blob);
        blobs.set(address, blob);
        return address;
      };
      HTMLAnchorElement.prototype.click = function () {
        window.savedFile = { name: this.download, blob: blobs.get(this.href) };
      };
    });
  }

  /** What was saved. */
  async saved() {
    return this.holds('something to be saved', async () => {
      const { name, blob } = window.savedFile ?? {};
      if (blob === undefined) return null;
      return { name, type: blob.type, size: blob.size };
    });
  }

  /** Nobody who works by keys was thrown out of the page. */
  async kept(where) {
    await this.holds(
      `the focus kept ${where}`,
      () => document.activeElement !== null && document.activeElement !== document.body,
    );
  }

  /** Nothing that axe finds, and nothing beyond the edge. */
  async fine() {
    await this.home320();
  }
}
