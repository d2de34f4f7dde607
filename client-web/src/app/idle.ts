import { lock, stage } from '../core/life';

const IDLE_MS = 15 * 60_000;
const LOOK_MS = 10_000;

/** Locks after a quarter of an hour without a sign of life, also when the device slept meanwhile, and when frozen. */
export function lockWhenIdle(): void {
  let last = Date.now();
  const alive = () => {
    // A sign of life after a sleep must not hide that time was up.
    if (Date.now() - last < IDLE_MS) last = Date.now();
  };
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    addEventListener(sign, alive, { passive: true, capture: true });
  }
  stage.subscribe(() => {
    last = Date.now();
  });
  const look = () => {
    if (Date.now() - last >= IDLE_MS) void lock();
  };
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  document.addEventListener('freeze', () => void lock());
}
