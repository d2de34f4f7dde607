// A person without a mouse: everything is reached with Tab and arrows and pressed with Enter or the space bar.
import { Person } from './browser.mjs';
import { until } from './wait.mjs';

/** More stops than any screen has between two places. */
const MOST_STOPS = 160;

/** Marks what has this name, wherever it is on the page, and says how it is pressed. */
const find = (wanted) => {
  const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim().replace(/\s+/g, ' ');
  const named = (element) => plain(element.getAttribute('aria-label') ?? element.innerText);
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const place = dialogs.at(-1) ?? document;
  const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  const all = [...place.querySelectorAll('button, a, summary, label, [role=option], [role=tab]')].filter(shown);
  const hit =
    all.find((e) => named(e) === wanted) ??
    all.find((e) => named(e).startsWith(wanted)) ??
    all.find((e) => named(e).includes(wanted));
  const target = hit?.localName === 'label' ? hit.control : hit;
  if (!target || target.disabled || target.getAttribute('aria-disabled') === 'true') return null;
  document.querySelectorAll('[data-sought]').forEach((e) => e.removeAttribute('data-sought'));
  target.setAttribute('data-sought', '');
  return target.type === 'radio' || target.type === 'checkbox' ? ' ' : 'Enter';
};

/** Where the focus is: on the target, in its radio group or roving list above or below it, or ahead of it or behind. */
const standing = () => {
  const target = document.querySelector('[data-sought]');
  const active = document.activeElement;
  if (target === null) return 'lost';
  if (active === target) return 'there';
  // Lists end where they end: the way goes up where the target stands before what has the focus.
  const beside = () => (target.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING ? 'below' : 'above');
  if (target.type === 'radio' && active?.type === 'radio' && active.name === target.name) return beside();
  if (active === null || active === document.body) return 'ahead';
  // Always the straight way: past the last stop of a page the focus is in the browser's own bars, and keys press nothing.
  const way = beside() === 'below' ? 'behind' : 'ahead';
  if (target.tabIndex >= 0) return way;
  const list = target.closest('ul, ol, nav, [role=listbox], [role=tablist], [role=feed], [role=list]');
  return list?.contains(active) === true ? beside() : way;
};

/** Notes whether the next key goes to the marked element; true where nothing is to be pressed, a choice that is made already. */
const awaitKey = () => {
  const target = document.querySelector('[data-sought]');
  window.soughtGotKey = false;
  target?.addEventListener('keydown', () => (window.soughtGotKey = true), { once: true, capture: true });
  return target?.type === 'radio' && target.checked;
};

export class KeyboardPerson extends Person {
  static async open(browser, name, size) {
    const person = await Person.open(browser, name, size);
    return Object.setPrototypeOf(person, KeyboardPerson.prototype);
  }

  /** Moves the focus to the marked element as a keyboard does it; arrows where Tab does not go. */
  async reach(what) {
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const where = await this.page.evaluate(standing);
      if (where === 'there') return;
      if (where === 'lost') throw new Error(`${this.name}: "${what}" went away on the way to it`);
      if (where === 'behind') await this.page.keyboard.down('Shift');
      await this.page.keyboard.press({ above: 'ArrowDown', below: 'ArrowUp' }[where] ?? 'Tab');
      if (where === 'behind') await this.page.keyboard.up('Shift');
    }
    throw new Error(`${this.name}: "${what}" cannot be reached with Tab and arrows`);
  }

  async press(label, ms = 30_000) {
    let key = null;
    await until(`${this.name} to find "${label}"`, async () => (key = await this.page.evaluate(find, label)), ms).catch(
      async (error) => {
        throw new Error(`${error.message}\non the page: ${(await this.text()).slice(0, 900)}`);
      },
    );
    await this.strike(label, key);
  }

  /** Goes to the marked element and presses a key on it, unless it is a choice that is made already. */
  async strike(label, key) {
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.reach(label);
      if (await this.page.evaluate(awaitKey)) return;
      await this.page.keyboard.press(key);
      // A page that moves the focus at this very moment gets the key itself; a person would see it and press again.
      if (await this.page.evaluate(() => window.soughtGotKey !== false)) return;
    }
    throw new Error(`${this.name}: no key arrives at "${label}"`);
  }

  /** Ticks the person with this name in the list under this heading. */
  async tick(legend, name) {
    await until(`${this.name} to find ${name} under "${legend}"`, () =>
      this.page.evaluate(
        (heading, wanted) => {
          const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim();
          const set = [...document.querySelectorAll('fieldset')].find(
            (each) => plain(each.querySelector('legend')?.textContent) === heading,
          );
          const hit = [...(set?.querySelectorAll('label') ?? [])].find((each) => plain(each.innerText).startsWith(wanted));
          if (!hit?.control) return false;
          document.querySelectorAll('[data-sought]').forEach((e) => e.removeAttribute('data-sought'));
          hit.control.setAttribute('data-sought', '');
          return true;
        },
        legend,
        name,
      ),
    );
    await this.strike(name, ' ');
  }

  async fill(label, value) {
    await until(`${this.name} to find the field "${label}"`, () =>
      this.page.evaluate((wanted) => {
        const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim();
        const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
        const hit =
          [...place.querySelectorAll('input, textarea')].find((e) => plain(e.getAttribute('aria-label')) === wanted) ??
          [...place.querySelectorAll('label')].find((e) => plain(e.textContent) === wanted)?.control;
        if (!hit) return false;
        document.querySelectorAll('[data-sought]').forEach((e) => e.removeAttribute('data-sought'));
        hit.setAttribute('data-sought', '');
        return true;
      }, label),
    );
    await this.reach(label);
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await this.page.keyboard.type(value);
  }
}
