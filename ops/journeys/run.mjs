// Runs the journeys: every setting in turn, one browser engine at a time.
// `node run.mjs Chromium talk` walks one of them: whole, circle or talk. Servers listen from UNDERSTORY_PORT on (18180).
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Circle } from './circle.mjs';
import { installed, onScreen } from './lib/browser.mjs';
import { Steps } from './lib/steps.mjs';
import { Talk } from './talk.mjs';
import { Linkage } from './linkage.mjs';
import { Whole } from './whole.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const results = process.env.UNDERSTORY_RESULTS ?? join(root, 'target/test-results');

const settings = [
  { name: 'Chromium', kind: 'chromium' },
  { name: 'Firefox', kind: 'firefox' },
  { name: 'Firefox without WebAssembly', kind: 'firefox', wasm: false },
  { name: 'Chromium under a policy without WebAssembly', kind: 'chromium', server: ['--csp-without-wasm'] },
  { name: 'Chromium without a JIT', kind: 'chromium', jitless: true },
];

/** Walked by keys alone, in each browser as it is shipped. */
const BY_KEYS = ['Chromium', 'Firefox'];
const [wanted, alone] = process.argv.slice(2);
const steps = new Steps();
let port = Number(process.env.UNDERSTORY_PORT ?? 18180);
for (const setting of settings) {
  if (wanted !== undefined && setting.name !== wanted) continue;
  if (installed(setting.kind) === undefined) {
    steps.skip(setting.name, 'this browser is not installed');
    continue;
  }
  const journeys = [['whole', '', () => new Whole(root, port++, setting)]];
  if (BY_KEYS.includes(setting.name)) {
    journeys.push(['circle', ', a circle', () => new Circle(root, port++, setting)]);
    journeys.push(['talk', ', a conversation', () => new Talk(root, port++, setting)]);
  }
  for (const [name, what, begin] of journeys) {
    if (alone !== undefined && alone !== name) continue;
    const journey = begin();
    try {
      await steps.journey(setting.name + what, journey.steps(), () => onScreen(journey.browsers));
    } finally {
      await journey.end();
    }
  }
}
if (wanted === undefined || wanted === 'Linkage') {
  const linkage = new Linkage(root, port++);
  try {
    await steps.journey('Two groups that share a person', linkage.steps());
  } finally {
    await linkage.end();
  }
}
steps.write(results, 'journeys.json');
process.exit(steps.failed > 0 ? 1 : 0);
