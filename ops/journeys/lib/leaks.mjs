// Looks for planted texts byte by byte wherever they must not be.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every plain file below a directory. */
export function* filesBelow(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Which needles stand in which files, in UTF-8, UTF-16 or base64. */
export function findInFiles(directory, needles, skip = () => false) {
  const found = [];
  for (const path of filesBelow(directory)) {
    if (skip(path) || statSync(path).size > 512 * 1024 * 1024) continue;
    let bytes;
    try {
      bytes = readFileSync(path);
    } catch {
      continue; // went away meanwhile
    }
    for (const needle of needles) {
      if (forms(needle).some((form) => bytes.includes(form))) found.push(`${needle} in ${path}`);
    }
  }
  return found;
}

export function forms(needle) {
  return [
    Buffer.from(needle, 'utf8'),
    Buffer.from(needle, 'utf16le'),
    Buffer.from(Buffer.from(needle, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -1)),
  ];
}
