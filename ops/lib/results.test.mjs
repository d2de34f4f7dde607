import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), 'results.mjs');
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function report(name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function run() {
  const ended = spawnSync(process.execPath, [script, '--final', folder], { encoding: 'utf8' });
  return { status: ended.status, lines: ended.stdout.trim().split('\n') };
}

const passed = '<testcase name="works" classname="a.B" time="0.5"/>';

test('counts of XML and JSON in all folders are added up', () => {
  report('unit/TEST-a.B.xml', `<testsuite tests="1">${passed}</testsuite>`);
  report('journeys/e2e.json', '{"passed":2,"failed":0,"skipped":1,"failures":[]}');
  assert.deepEqual(run(), { status: 0, lines: ['3 passed, 0 failed, 1 skipped'] });
});

test('a failure, an error and a skip in XML are told apart and named', () => {
  report(
    'TEST-a.B.xml',
    `<testsuite>${passed}
    <testcase name="one" classname="a.B"><failure message="1 &lt; 2 &gt; &#10; 3"><![CDATA[<testcase name="no"/>]]></failure></testcase>
    <testcase name="two" classname="a.B"><error type="x">trace</error></testcase>
    <testcase name="three" classname="a.B"><skipped/></testcase></testsuite>`,
  );
  const { status, lines } = run();
  assert.equal(status, 1);
  assert.deepEqual(lines, ['FAILED a.B one: 1 < 2 > 3', 'FAILED a.B two: ', '1 passed, 2 failed, 1 skipped']);
});

test('a run in which nothing passed has failed', () => {
  assert.deepEqual(run(), { status: 1, lines: ['0 passed, 0 failed, 0 skipped'] });
});

test('a report that cannot be read is a failure', () => {
  report('broken.json', '{"passed":');
  report('wordy.json', '{"passed":"all","failed":0,"skipped":0}');
  const { status, lines } = run();
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '0 passed, 2 failed, 0 skipped');
});
