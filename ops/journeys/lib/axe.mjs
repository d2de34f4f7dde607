// Holds a page to axe: nothing that it finds may stand.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page now, as lines; empty when there is nothing. @param {import('puppeteer-core').Page} page */
export async function faults(page) {
  // Not through a script element: the page's policy would refuse it, as it should.
  await page.evaluate(source);
  // One pane at a time: the list and the people are landmarks of their own, and then there is no main beside them.
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ resultTypes: ['violations'], rules: { 'landmark-one-main': { enabled: innerWidth > 720 } } }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3).join('; ')}`);
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
