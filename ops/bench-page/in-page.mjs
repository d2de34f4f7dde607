// What runs inside the page that is measured.

/** Puts a vault where the page keeps its own (client-web/src/store). @param bytes as HistoryFixture writes them */
export async function storeHistory(page, bytes) {
  const text = bytes.toString('base64');
  const STEP = 8 << 20;
  await page.evaluate(() => void (globalThis.given = []));
  for (let from = 0; from < text.length; from += STEP) {
    await page.evaluate((part) => void globalThis.given.push(part), text.slice(from, from + STEP));
  }
  await page.evaluate(keep);
}

async function keep() {
  const SLOT = 128;
  const all = Uint8Array.from(atob(globalThis.given.join('')), (character) => character.charCodeAt(0));
  globalThis.given = [];
  const numbers = new DataView(all.buffer);
  const parts = [];
  for (let from = 0; from < all.length; ) {
    const length = numbers.getUint32(from);
    parts.push(all.subarray(from + 4, from + 4 + length));
    from += 4 + length;
  }
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  const [header, half, ...rows] = parts;
  localStorage.setItem('understory.device-half', hex(half));
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open('understory');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = db.transaction(['meta', 'rows', 'pages'], 'readwrite');
  transaction.objectStore('meta').put(header.slice(), 'header');
  transaction.objectStore('meta').put('file', 'keys');
  const slots = [];
  for (let at = 0; at < rows.length; at += 2) {
    const [place, value] = [rows[at], rows[at + 1].slice()];
    if (place.length === 9) {
      const slot = new Uint8Array(SLOT);
      slot.set([place.length, ...place, value.length, ...value]);
      slots.push(slot);
    } else {
      transaction.objectStore(place.length === 8 ? 'pages' : 'rows').put(value, hex(place));
    }
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  db.close();
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('understory', { create: true });
  const file = await (await folder.getFileHandle('keys', { create: true })).createWritable();
  await file.write(new Blob(slots));
  await file.close();
}

/** From now on: long tasks, waits of inputs, gaps of frames. `delays()` tells them. */
export function watchDelays() {
  const tasks = [];
  const waits = [];
  const gaps = [];
  let handled = 0;
  const box = document.querySelector('.timeline');
  let moved = 0;
  let last = performance.now();
  let over = false;
  let top = box.scrollTop;
  const taskWatch = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration)));
  taskWatch.observe({ type: 'longtask' });
  box.addEventListener(
    'wheel',
    ({ timeStamp }) => {
      handled += 1;
      waits.push(performance.now() - timeStamp);
    },
    { passive: true, capture: true },
  );
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    moved += Math.abs(box.scrollTop - top);
    top = box.scrollTop;
    if (!over) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  globalThis.delays = () => {
    over = true;
    taskWatch.disconnect();
    const part = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
    return {
      tasks: tasks.length, longestTask: Math.max(0, ...tasks), longestDelay: Math.max(0, ...waits), delayP99: part(waits, 0.99),
      longestFrame: Math.max(...gaps.slice(1)), frameP50: part(gaps, 0.5), frameP99: part(gaps, 0.99), frames: gaps.length, handled, moved,
    };
  };
}
