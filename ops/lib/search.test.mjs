import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { search } from './search.mjs';

function among(files, what) {
  const place = mkdtempSync(join(tmpdir(), 'search-'));
  try {
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(join(place, name, '..'), { recursive: true });
      writeFileSync(join(place, name), bytes);
    }
    const hits = [];
    const result = search({ places: [place], ...what, onHit: (hit) => hits.push(hit) });
    return { ...result, hits };
  } finally {
    rmSync(place, { recursive: true });
  }
}

const noise = (length) => Buffer.from(Array.from({ length }, (_, i) => (i * 131 + (i >> 8) * 31) & 0xff));
const text = 'die Eiche hat sieben Äste';

test('nothing is found where nothing is', () => {
  assert.equal(among({ a: noise(5 << 20) }, { texts: [text], bytes: [Buffer.from('00112233445566778899', 'hex')] }).hits.length, 0);
});

test('a text is found in each of its forms, at its place', () => {
  const forms = {
    bytes: Buffer.from(text),
    utf16: Buffer.from(text, 'utf16le'),
    latin1: Buffer.from(text, 'latin1'),
    hex: Buffer.from(Buffer.from(text).toString('hex')),
  };
  for (const [form, bytes] of Object.entries(forms)) {
    const found = among({ 'deep/er/x': Buffer.concat([noise(77), bytes, noise(9)]) }, { texts: [text] });
    assert.deepEqual(found.hits.map((hit) => [hit.form, hit.offset]), [[form, 77]]);
  }
});

test('base64 is found whatever stands before it, also in its other alphabet', () => {
  const raw = Buffer.concat([Buffer.from([0xfb, 0xff, 0xbf]), Buffer.from(text)]);
  for (let shift = 0; shift < 3; shift++) {
    for (const alphabet of ['base64', 'base64url']) {
      const line = Buffer.concat([Buffer.alloc(shift, 0x41), raw, Buffer.from('more')]).toString(alphabet);
      assert.ok(among({ x: line }, { bytes: [raw] }).hits.some((hit) => hit.form === 'base64'), `${shift} ${alphabet}`);
    }
  }
});

test('what lies across two chunks, and at the very end, is found once', () => {
  const raw = Buffer.from('8badf00ddeadbeef0123', 'hex');
  for (const before of [(4 << 20) - 1, (4 << 20) - 5, (4 << 20) - 10, 4 << 20, (8 << 20) - 3]) {
    const found = among({ x: Buffer.concat([Buffer.alloc(before), raw]) }, { bytes: [raw] });
    assert.deepEqual(found.hits.map((hit) => hit.offset), [before]);
  }
});

test('a name is searched too', () => {
  assert.deepEqual(among({ 'plan of the oak': 'x' }, { texts: ['plan of the oak'] }).hits.map((hit) => hit.offset), [-1]);
});

test('a pattern that would be found by chance is refused, and so is a place that is not there', () => {
  assert.throws(() => among({ x: 'x' }, { texts: ['oak'] }), /too short/);
  assert.throws(() => search({ places: ['/nonexistent-place'], texts: [text] }), /there is no/);
});
