// The last step of `npm run build`: writes the hashes of scripts and styles into the page, and refuses a build that is
// too heavy or that carries anything it must not.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/** Shell and unlock, compressed, without the compiled core: half a second on a slow mobile network. */
const BUDGET = 60 * 1024;
/** Words that only the stand-in for the core in e2e/fake uses. */
const FORBIDDEN = ['fake-core', 'eval(', 'new Function'];

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

function filesBelow(directory) {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function fail(why) {
  console.error(`The build is refused: ${why}`);
  process.exit(1);
}

const page = readFileSync(join(DIST, 'index.html'), 'utf8');
const loaded = [];
const finished = page.replace(
  /<(script|link)\b[^>]*?\b(?:src|href)="\/([^"]+)"[^>]*>/g,
  (tag, _kind, path) => {
    if (!/\.(?:js|css)$/.test(path)) return tag;
    const bytes = readFileSync(join(DIST, path));
    loaded.push(path);
    const hash = createHash('sha384').update(bytes).digest('base64');
    return tag
      .replace(/ crossorigin(?:="[^"]*")?/, '')
      .replace(/>$/, ` integrity="sha384-${hash}" crossorigin="anonymous">`);
  },
);
if (/<script(?![^>]*\bsrc=)|<style|\bstyle="|\bon\w+="/.test(finished))
  fail('the page has an inline script or style');
if (/(?:src|href)="(?:https?:)?\/\//.test(finished)) fail('the page asks for something from elsewhere');
writeFileSync(join(DIST, 'index.html'), finished);

const own = filesBelow(DIST).filter(
  (path) => /\.(?:js|css|html)$/.test(path) && !relative(DIST, path).startsWith('engine'),
);
for (const path of own) {
  const text = readFileSync(path, 'utf8');
  for (const word of FORBIDDEN) {
    if (text.includes(word)) fail(`${relative(DIST, path)} contains ${word}`);
  }
}

const worker = own.filter((path) => /core-worker/.test(path)).map((path) => relative(DIST, path));
const sizes = ['index.html', ...loaded, ...worker].map((path) => [
  path,
  brotliCompressSync(readFileSync(join(DIST, path))).length,
]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [path, size] of sizes) console.log(`${String(size).padStart(7)}  ${path}`);
console.log(`${String(total).padStart(7)}  of ${BUDGET} bytes, compressed`);
if (total > BUDGET) fail('the page is heavier than its budget');
