import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allWords, keyFile, keysOf } from '../../tools/write-keys.mjs';
import { errorCodes } from '../core/codes';
import { dayWords, durationWords, relativeTime, roughDuration } from './times';
import { t, tFor } from './t';
import './talk';

const root = new URL('../../', import.meta.url).pathname;
const ftl = allWords();

const sources = (folder: string): string[] => files(folder).map(([, text]) => text);

function files(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.tsx?$/.test(name) && !/keys\.ts$|\.test\.ts$/.test(name)
      ? [[path, readFileSync(path, 'utf8')] as [string, string]]
      : [];
  });
}

describe('the words of the page', () => {
  it('have the type that is written from them', () => {
    const bare = (text: string) => text.replace(/\s+/g, '');
    expect(bare(readFileSync(join(root, 'src/i18n/keys.ts'), 'utf8'))).toBe(bare(keyFile(ftl)));
  });
  it('have no key twice', () => {
    const keys = keysOf(ftl);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('are all used', () => {
    const text = sources(join(root, 'src')).join('\n');
    const built =
      /^(report|file-fault|file-notice|format|search-has|section|held|system|error|place|state|end|role|storage|kdf|runtime|unit|invite|decline|ask|hand|escalate|note|action|queue|vouch|decided|decision|kind|offer|office|record|rule|member|verified|verify|device|channel|held|gap|lease|alert|linking|sheet|returning|fork|waiting|pending|unreadable|broken|unsupported|leave|delete|wipe|strength)-/;
    const unused = keysOf(ftl).filter((key) => !text.includes(`'${key}'`) && !built.test(key));
    expect(unused).toEqual([]);
  });
  it('are fetched with every screen that uses them', () => {
    const talk = keysOf(readFileSync(join(root, 'locales/talk.ftl'), 'utf8'));
    const without = [
      ...files(join(root, 'src/features')),
      ...files(join(root, 'src/parts')),
      ...files(join(root, 'src/app')),
    ].flatMap(([name, text]) =>
      text.includes('i18n/talk')
        ? []
        : talk.flatMap((key) => (text.includes(`'${key}'`) ? [`${name}: ${key}`] : [])),
    );
    // A few words are also names of something else.
    expect(
      without.filter(
        (line) =>
          !/: (?:add|edit|pin|reply|react|files|more|info|block|delete|report|format|messages|everyone|cover|edited|pinned|favourite|archive|sending|emoji|complete|reports|tools|reactions|unblock|oldest)$/.test(
            line,
          ),
      ),
    ).toEqual([]);
  });
  it('have a sentence for every reason that the core may give', () => {
    const generic = t('error-unknown');
    for (const code of errorCodes) expect(tFor('error', code, 'error-unknown')).not.toBe(generic);
    expect(tFor('error', 'something-new', 'error-unknown')).toBe(generic);
  });
});

describe('times as people say them', () => {
  it('name durations in the largest unit that fits', () => {
    expect([5, 30, 300, 3600, 28_800, 86_400, 604_800, 2_419_200].map(durationWords)).toEqual([
      '5 seconds',
      '30 seconds',
      '5 minutes',
      '1 hour',
      '8 hours',
      '1 day',
      '1 week',
      '4 weeks',
    ]);
    expect(durationWords(90)).toBe('90 seconds');
    expect(roughDuration(-7_300_000)).toBe('2 hours');
  });
  it('name moments by their distance', () => {
    const now = Date.now();
    expect(relativeTime(now - 5 * 60_000, now)).toBe('5 minutes ago');
    expect(relativeTime(now + 3 * 86_400_000, now)).toBe('in 3 days');
    expect(relativeTime(now - 9_000, now)).toBe('now');
    expect(dayWords(now, now)).toBe('Today');
    expect(dayWords(now - 86_400_000, now)).toBe('Yesterday');
  });
});
