// Writes the type of all message keys from locales/: `node tools/write-keys.mjs`. A test checks that it is in step.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const LOCALES = new URL('../locales/', import.meta.url);

/** All English words: those of the shell first, then those that are fetched with the screens that use them. */
export function allWords() {
  const names = readdirSync(LOCALES).filter((name) => name.endsWith('.ftl'));
  return names
    .sort()
    .map((name) => readFileSync(new URL(name, LOCALES), 'utf8'))
    .join('\n');
}

export function keysOf(ftl) {
  return [...ftl.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((found) => found[1]);
}

export function keyFile(ftl) {
  const lines = keysOf(ftl).map((key) => `  | '${key}'`);
  return `// Written by tools/write-keys.mjs from locales/.\n\nexport type MessageKey =\n${lines.join('\n')};\n`;
}

if (process.argv[1]?.endsWith('write-keys.mjs')) {
  writeFileSync(new URL('../src/i18n/keys.ts', import.meta.url), keyFile(allWords()));
}
