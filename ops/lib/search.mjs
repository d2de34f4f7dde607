// Searches files byte by byte for what must not be there. Used by the drills.
//
//   node search.mjs [--texts FILE] [--hex FILE] [--least N] PLACE...
//
// FILE has one pattern a line: a text, or bytes in hex. A PLACE is a file or a directory, searched with all that is below it;
// links are not followed. A text is searched as UTF-8, UTF-16 (little-endian), Latin-1, hex and base64, whatever stands
// before it; bytes as they are, as hex and as base64. Names of files are searched too. Patterns shorter than --least
// bytes (6) are refused: they would be found by chance.
//
// Each hit is a line of JSON {"pattern", "form", "file", "offset"} (offset -1: in the file's name), at most 20 a pattern; the
// last line says {"patterns", "files", "bytes", "hits", "unread"}. Exit status: 0 nothing found, 1 something found, 2 it could
// not be searched (a bad argument, a missing place, a file that cannot be read).
//
//   import { search } from './search.mjs';   search({ places, texts, bytes, onHit }) -> the last line's object
import { closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHUNK = 4 << 20;
const MOST_HITS = 20;
const LEAST = 6;

/** The base64 digits that a run of bytes gives at each of the three places where it may begin. */
function base64Forms(bytes) {
  const forms = [];
  for (let shift = 0; shift < 3; shift++) {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const digits = padded.toString('base64').replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const whole = Math.floor((padded.length * 8) / 6);
    const standard = digits.slice(from, whole);
    forms.push(standard);
    const url = standard.replace(/\+/g, '-').replace(/\//g, '_');
    if (url !== standard) forms.push(url);
  }
  return forms.map((digits) => Buffer.from(digits, 'latin1'));
}

function formsOf(name, raw, text) {
  const forms = [['bytes', raw]];
  if (text !== null) {
    forms.push(['utf16', Buffer.from(text, 'utf16le')]);
    const latin = Buffer.from(text, 'latin1');
    if (latin.toString('latin1') === text && !latin.equals(raw)) forms.push(['latin1', latin]);
  }
  const hex = raw.toString('hex');
  forms.push(['hex', Buffer.from(hex, 'latin1')]);
  if (hex !== hex.toUpperCase()) forms.push(['hex', Buffer.from(hex.toUpperCase(), 'latin1')]);
  for (const form of base64Forms(raw)) forms.push(['base64', form]);
  return forms.map(([form, bytes]) => ({ pattern: name, form, bytes }));
}

/** Needles by their first two bytes, and a table that says which pairs begin any. */
class Needles {
  constructor(needles) {
    this.byPair = new Map();
    this.begins = new Uint8Array(65536);
    this.longest = 2;
    for (const needle of needles) {
      const pair = needle.bytes.readUInt16BE(0);
      this.begins[pair] = 1;
      const there = this.byPair.get(pair);
      if (there === undefined) this.byPair.set(pair, [needle]);
      else there.push(needle);
      this.longest = Math.max(this.longest, needle.bytes.length);
    }
  }

  /** Every place in `bytes` before `end` where a needle begins and fits. */
  find(bytes, end, found) {
    const { begins, byPair } = this;
    for (let i = 0; i < end; i++) {
      const pair = (bytes[i] << 8) | bytes[i + 1];
      if (begins[pair] === 0) continue;
      for (const needle of byPair.get(pair)) {
        const wanted = needle.bytes;
        if (i + wanted.length <= bytes.length && bytes[i + 2] === wanted[2] && bytes[i + 3] === wanted[3] &&
            bytes.compare(wanted, 0, wanted.length, i, i + wanted.length) === 0) {
          found(needle, i);
        }
      }
    }
  }
}

function* filesBelow(place) {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) {
    for (const name of readdirSync(place).sort()) yield* filesBelow(join(place, name));
  } else if (found.isFile()) {
    yield place;
  }
}

function searchFile(file, needles, found) {
  const descriptor = openSync(file, 'r');
  try {
    let kept = Buffer.alloc(0);
    let base = 0;
    let total = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const got = readSync(descriptor, chunk, 0, CHUNK, null);
      total += got;
      const bytes = Buffer.concat([kept, chunk.subarray(0, got)]);
      // What begins in the last stretch may go on in the next chunk; it is looked at there.
      const end = got === 0 ? Math.max(0, bytes.length - 1) : Math.max(0, bytes.length - needles.longest);
      needles.find(bytes, end, (needle, at) => found(needle, base + at));
      if (got === 0) return total;
      kept = Buffer.from(bytes.subarray(end));
      base += end;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Searches; `texts` are strings, `bytes` Buffers. Throws where a place does not exist or a pattern is too short. */
export function search({ places, texts = [], bytes = [], least = LEAST, onHit = () => {} }) {
  const list = [];
  for (const text of texts) list.push(...formsOf(text, Buffer.from(text, 'utf8'), text));
  for (const raw of bytes) list.push(...formsOf(raw.toString('hex'), raw, null));
  for (const needle of list) {
    if (needle.form === 'bytes' && needle.bytes.length < least) throw new Error(`too short to search for: ${needle.pattern}`);
  }
  const needles = new Needles(list.filter((needle) => needle.bytes.length >= 4));
  const counts = new Map();
  const result = { patterns: texts.length + bytes.length, files: 0, bytes: 0, hits: 0, unread: 0 };
  const hit = (file, needle, offset) => {
    result.hits += 1;
    const count = (counts.get(needle.pattern) ?? 0) + 1;
    counts.set(needle.pattern, count);
    if (count <= MOST_HITS) onHit({ pattern: needle.pattern, form: needle.form, file, offset });
  };
  for (const place of places) {
    if (!existsSync(place)) throw new Error(`there is no ${place}`);
    for (const file of filesBelow(place)) {
      result.files += 1;
      const name = Buffer.from(file, 'utf8');
      needles.find(name, name.length - 1, (needle) => hit(file, needle, -1));
      try {
        result.bytes += searchFile(file, needles, (needle, at) => hit(file, needle, at));
      } catch (problem) {
        // A file that a running program took away has nothing in it any more.
        if (problem.code !== 'ENOENT') result.unread += 1;
      }
    }
  }
  return result;
}

function lines(file) {
  return readFileSync(file, 'utf8').split('\n').map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
}

function main(words) {
  const given = { places: [], texts: [], bytes: [] };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--texts') given.texts.push(...lines(words[++i]));
    else if (words[i] === '--hex') given.bytes.push(...lines(words[++i]).map(bytesOf));
    else if (words[i] === '--least') given.least = Number(words[++i]);
    else if (words[i].startsWith('--')) throw new Error(`there is no option ${words[i]}`);
    else given.places.push(words[i]);
  }
  if (given.places.length === 0) throw new Error('no place to search');
  if (given.texts.length + given.bytes.length === 0) throw new Error('nothing to search for');
  const result = search({ ...given, onHit: (hit) => console.log(JSON.stringify(hit)) });
  console.log(JSON.stringify(result));
  return result.unread > 0 ? 2 : result.hits > 0 ? 1 : 0;
}

function bytesOf(line) {
  if (!/^([0-9a-fA-F]{2})+$/.test(line)) throw new Error(`not hex: ${line}`);
  return Buffer.from(line, 'hex');
}

if (process.argv[1] !== undefined && statSync(process.argv[1]).ino === statSync(fileURLToPath(import.meta.url)).ino) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (problem) {
    console.error(problem.message);
    process.exitCode = 2;
  }
}
