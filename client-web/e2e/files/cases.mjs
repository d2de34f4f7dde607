// What is held to be so in each browser. Each case gives the empty text, or what was wrong.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fault as pictureFault, has } from './proofs.mjs';

const bytesOf = (text) => Buffer.from(text, 'base64');
/** The corners of the upright picture for what is stored as red, green, blue, white. */
const CORNERS = { 1: 'rgbw', 2: 'grwb', 3: 'wbgr', 4: 'bwrg', 5: 'rbgw', 6: 'brwg', 7: 'wgbr', 8: 'gwrb' };

/** WebP has no decoder without a canvas: it is sent as it was encoded, without all else, or not at all. */
const isBare = (each, kind) => kind.resists === true && each.name.startsWith('webp');

/** Of a picture that was prepared: the first thing that is wrong with it. */
function preparedFault(each, kind) {
  if (each.fault !== undefined) return `refused: ${each.fault} ${each.detail ?? ''}`;
  const bare = isBare(each, kind);
  const bytes = bytesOf(each.bytes);
  const small = bytesOf(each.thumbnail);
  if (
    has(bytes, each.token) ||
    has(small, each.token) ||
    has(bytes, 'PLANTED') ||
    each.called.includes('PLANTED')
  ) {
    return 'what was planted is still there';
  }
  if (pictureFault(bytes) !== '') return pictureFault(bytes);
  if (small.length > 4096 || (small.length > 0 && pictureFault(small) !== ''))
    return `thumbnail: ${pictureFault(small)}`;
  if (small.length === 0 && !bare) return 'no thumbnail';
  if (!/^photo-[0-9a-f]{8}\.(jpg|png|webp)$/.test(each.called)) return `called ${each.called}`;
  const size = each.orientation >= 5 ? '200x320' : '320x200';
  if (each.size !== size) return `of ${each.size}`;
  if (each.corners !== null && each.corners !== CORNERS[each.orientation] && !bare)
    return `corners ${each.corners}`;
  if (bare && !each.notices.includes('not-re-encoded')) return 'encoded anew, with a disturbed canvas';
  // Without a canvas everything is encoded as PNG: a JPEG would have come from a canvas.
  if (kind.resists && !bare && bytes[0] === 0xff) return 'came from a disturbed canvas';
  return '';
}

async function planted({ ask, kind }) {
  const all = await ask('prepareAll');
  if (all.length < 200) return `only ${all.length} pictures`;
  const wrong = all.map((each) => [each.name, preparedFault(each, kind)]).filter(([, why]) => why !== '');
  const taken = all.filter((each) => each.fault === undefined).length;
  console.log(`        ${all.length} pictures, ${taken} taken`);
  const stills = all.filter((each) => each.name.includes('png, animation'));
  if (!stills.every((each) => each.notices?.includes('still'))) return 'nobody was told of the animation';
  return wrong.length === 0
    ? ''
    : `${wrong.length} wrong, as ${wrong
        .slice(0, 4)
        .map(([n, w]) => `${n} (${w})`)
        .join('; ')}`;
}

async function refused({ ask }) {
  const all = await ask('refuseAll');
  const wrong = all.filter((each) => each.was !== each.fault);
  const slow = all.filter((each) => each.ms > 2000);
  return [
    ...wrong.map((e) => `${e.name} was ${e.was}`),
    ...slow.map((e) => `${e.name} took ${e.ms} ms`),
  ].join('; ');
}

async function covered({ ask, kind }) {
  const all = await ask('covers');
  const why = (each) => {
    if (each.fault !== undefined) return each.fault;
    if (!each.same) return 'what lies under the cover shows in the bytes';
    if (each.coloured !== 0) return `${each.coloured} pixels of what is covered are not black`;
    return each.elsewhere > 1000 ? '' : 'all of it is covered';
  };
  const wrong = all
    .map((each) => [`${each.size} ${each.mode} ${each.maxSide} ${each.type}`, why(each)])
    .filter(([, w]) => w);
  if (!kind.resists && !all.some((each) => each.type === 'image/jpeg')) return 'no JPEG was tried';
  return wrong.map(([name, w]) => `${name}: ${w}`).join('; ');
}

async function voice({ ask }) {
  const all = await ask('voice');
  if (all.length === 0) return 'no recorder';
  const why = (each) => {
    const bytes = bytesOf(each.bytes);
    if (each.fault !== '') return each.fault;
    const names = ['Chrome', 'Mozilla', 'Lavf', 'libopus', 'ENCODER', 'recording', 'OpusTags', 'LibWebM'];
    if (!names.some((name) => has(bytesOf(each.recorded), name)))
      return 'the recorder put no name in it: nothing was shown';
    if (names.some((name) => has(bytes, name))) return 'a name of the recorder is still there';
    if (Math.abs(each.plays - each.duration / 1000) > 0.15 || each.duration < 900)
      return `plays ${each.plays} s of ${each.duration} ms`;
    return Math.log2(bytes.length) % 1 === 0 ? '' : `${bytes.length} bytes`;
  };
  return all
    .map((each) => why(each) && `${each.mimeType}: ${why(each)}`)
    .filter(Boolean)
    .join('; ');
}

const MB = 1e6;

async function wholeTransfer({ ask, server }) {
  server.cut = () => -1;
  const got = await ask('transfer', 20 * MB, 0);
  if (!got.ok || !got.same) return JSON.stringify(got).slice(0, 300);
  console.log(`        20 MB up in ${Math.round(got.upMs)} ms, down in ${Math.round(got.downMs)} ms`);
  return got.shares.at(-1) === 1 ? '' : `progress ended at ${got.shares.at(-1)}`;
}

async function cuts({ ask, server }) {
  let up = 0;
  let down = 0;
  server.cut = (method) =>
    method === 'PUT' ? (++up % 2 === 1 && up < 6 ? 1_500_000 : -1) : ++down < 4 ? 3_000_000 : -1;
  server.requests.length = 0;
  const got = await ask('transfer', 20 * MB, 0);
  server.cut = () => -1;
  if (!got.ok || !got.same) return JSON.stringify(got).slice(0, 300);
  const again = server.requests.filter((each) => each.method === 'GET').map((each) => each.range);
  return up > 6 && again.length >= 4 && again.at(-1) !== 'bytes=0-' ? '' : `never cut: ${up} ${again}`;
}

async function killed({ ask, server }) {
  let seen = 0;
  server.cut = (method) => {
    if (++seen === 3 || (method === 'GET' && seen > 100)) {
      seen = seen > 100 ? -1e9 : seen;
      const { port } = server;
      setTimeout(() => void server.kill().then(() => setTimeout(() => void server.start(port), 700)), 20);
      return 600_000;
    }
    if (method === 'GET' && seen < 100 && seen > 0) {
      seen = 100;
      return server.cut('GET');
    }
    return -1;
  };
  const got = await ask('transfer', 20 * MB, 0);
  server.cut = () => -1;
  return got.ok && got.same && seen < 0 ? '' : JSON.stringify({ ...got, seen }).slice(0, 300);
}

async function cancelled({ ask, server }) {
  server.cut = () => -1;
  const before = server.blobs.size;
  const got = await ask('transfer', 40 * MB, 0.2);
  if (got.ok || got.fault !== 'cancelled') return JSON.stringify(got).slice(0, 300);
  return server.blobs.size === before ? '' : 'what was begun is still at the server';
}

async function changed({ ask, server }) {
  server.cut = () => -1;
  const got = await ask('transfer', 2 * MB, 0);
  const blob = [...server.blobs.values()].at(-1);
  blob.bytes[1_000_000] ^= 1;
  const bit = await ask('download', got.pointer);
  blob.bytes[1_000_000] ^= 1;
  blob.bytes[3] ^= 1;
  const key = await ask('download', got.pointer);
  blob.bytes[3] ^= 1;
  const fine = await ask('download', got.pointer);
  server.blobs.delete(blob.id);
  const gone = await ask('download', got.pointer);
  const faults = [bit.fault, key.fault, fine.ok, gone.fault].join();
  return faults === 'corrupt,corrupt,true,gone' ? '' : faults;
}

/** Opened files over 16 MiB lie on the disk in clear: none outlives what it was for. */
async function scratch({ ask, server, page, origin }) {
  server.cut = () => -1;
  const { pointer } = await ask('transfer', 20 * MB, 0);
  const seen = [];
  await ask('forget');
  seen.push(await ask('keep', pointer));
  await ask('forget');
  seen.push(await ask('onDisk'));
  const half = await ask('forgetAtHalf', pointer);
  seen.push(half.before, half.after);
  if (half.ok) return 'a download went on after everything was forgotten';
  // As a crash leaves it, and as the page then begins.
  seen.push(await ask('keep', pointer));
  await page.goto(`${origin}/`);
  await page.waitForFunction('typeof asked === "object"');
  seen.push(await ask('onDisk'));
  await ask('begin');
  seen.push(await ask('onDisk'));
  return seen.join() === '1,0,1,0,1,1,0' ? '' : `on the disk: ${seen}`;
}

/** A browser reads what it saves after the page has let go of it. */
async function saved({ ask, server, folder }) {
  server.cut = () => -1;
  const { pointer } = await ask('transfer', 40 * MB, 0);
  await ask('keep', pointer);
  await ask('save', 'saved.bin');
  const path = join(folder, 'saved.bin');
  let size = -1;
  for (let i = 0; i < 200 && size !== 40 * MB; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    size = existsSync(path) ? statSync(path).size : -1;
  }
  await ask('forget');
  return size === 40 * MB ? '' : `${size} bytes were saved`;
}

export const CASES = [
  { name: 'of 200 pictures and more nothing planted is left, and they stand upright', run: planted },
  { name: 'bombs, animations and what is no picture are refused before they are decoded', run: refused },
  { name: 'what is covered is one colour, and gives the same bytes whatever it was', run: covered },
  { name: 'a recording keeps its sound and nothing else', run: voice },
  { name: 'a file goes up and down', run: wholeTransfer },
  { name: 'a transfer goes on after cuts', run: cuts },
  { name: 'a transfer goes on after the server was killed', run: killed },
  { name: 'a cancelled upload leaves nothing at the server', run: cancelled },
  { name: 'changed, missing and wrong bytes are refused', run: changed },
  { name: 'a large file is on the disk no longer than it is open', run: scratch },
  { name: 'a large file is saved whole though the page lets go of it', run: saved },
];
