import { Circle } from './circle.mjs';
import { Talk } from './talk.mjs';
import { Whole } from './whole.mjs';
import { Steps } from './lib/steps.mjs';
const [root, kind, what, port] = process.argv.slice(2);
const steps = new Steps();
const K = { circle: Circle, talk: Talk, whole: Whole }[what];
const j = new K(root, Number(port), { name: kind, kind });
try { await steps.journey(`${kind} ${what}`, j.steps()); } finally { await j.end(); }
process.exit(steps.failed > 0 ? 1 : 0);
