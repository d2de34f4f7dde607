// Writes the type of all message keys from locales/en.ftl: `node tools/write-keys.mjs`. A test checks that it is in step.
import { readFileSync, writeFileSync } from 'node:fs';

export function keysOf(ftl) {
  return [...ftl.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((found) => found[1]);
}

export function keyFile(ftl) {
  const lines = keysOf(ftl).map((key) => `  | '${key}'`);
  return `// Written by tools/write-keys.mjs from locales/en.ftl.\n\nexport type MessageKey =\n${lines.join('\n')};\n`;
}

if (process.argv[1]?.endsWith('write-keys.mjs')) {
  const ftl = readFileSync(new URL('../locales/en.ftl', import.meta.url), 'utf8');
  writeFileSync(new URL('../src/i18n/keys.ts', import.meta.url), keyFile(ftl));
}
