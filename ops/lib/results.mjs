// Adds up what the test runners left behind, and says it in one line.
//
//   node results.mjs [--line | --final] PLACE...
//
// A PLACE is a report or a folder of reports. Two kinds are read: JUnit's XML (Surefire and Vitest write it), and JSON with
// {"passed": n, "failed": n, "skipped": n, "failures": ["name", ...]}. The names of failed tests go to standard output
// before the count. --line prints "P F S SECONDS" for a script; --final makes the exit status 1 unless something passed and
// nothing failed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One broken thing often fails hundreds of tests; nobody reads that many names. */
const MOST_NAMES = 40;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function attribute(tag, name) {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  if (found === null) return '';
  return found[1].replace(/&(#x?)?(\w+);/g, (all, sharp, body) => {
    if (sharp === undefined) return entities[body] ?? all;
    return String.fromCodePoint(parseInt(body, sharp === '#x' ? 16 : 10));
  });
}

function readXml(text, total) {
  const plain = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  for (const test of plain.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = `${attribute(test[1], 'classname')} ${attribute(test[1], 'name')}`.trim();
    const inside = test[3] ?? '';
    total.seconds += Number(attribute(test[1], 'time')) || 0;
    const fault = /<(?:failure|error)\b((?:[^>"]|"[^"]*")*)/.exec(inside);
    if (fault !== null) {
      total.failed += 1;
      total.failures.push(`${name}: ${attribute(fault[1], 'message').replace(/\s+/g, ' ').slice(0, 400)}`);
    } else if (/<skipped\b/.test(inside)) {
      total.skipped += 1;
    } else {
      total.passed += 1;
    }
  }
}

function readJson(text, total, path) {
  const report = JSON.parse(text);
  for (const count of ['passed', 'failed', 'skipped']) {
    if (!Number.isInteger(report[count])) throw new Error(`${path}: no number "${count}"`);
    total[count] += report[count];
  }
  total.seconds += report.seconds ?? 0;
  total.failures.push(...(report.failures ?? []));
}

function read(path, total) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      const below = join(path, name);
      if (statSync(below).isDirectory() || /^TEST-.*\.xml$|\.junit\.xml$|\.json$/.test(name)) read(below, total);
    }
  } else {
    try {
      if (path.endsWith('.json')) readJson(readFileSync(path, 'utf8'), total, path);
      else readXml(readFileSync(path, 'utf8'), total);
    } catch (problem) {
      total.failed += 1;
      total.failures.push(`unreadable report: ${problem.message}`);
    }
  }
}

const modes = process.argv.slice(2).filter((word) => word.startsWith('--'));
const places = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const total = { passed: 0, failed: 0, skipped: 0, seconds: 0, failures: [] };
for (const place of places) read(place, total);

if (modes.includes('--line')) {
  console.log(`${total.passed} ${total.failed} ${total.skipped} ${Math.round(total.seconds)}`);
} else {
  for (const failure of total.failures.slice(0, MOST_NAMES)) console.log(`FAILED ${failure}`);
  if (total.failures.length > MOST_NAMES) console.log(`... and ${total.failures.length - MOST_NAMES} more`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (modes.includes('--final') && (total.failed > 0 || total.passed === 0)) process.exitCode = 1;
}
