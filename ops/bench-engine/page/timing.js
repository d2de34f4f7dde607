// How a contestant is timed: the same for all.

/** 256 bytes that look like a message. */
export const TEXT = Uint8Array.from({ length: 256 }, (_, i) => 32 + (i % 90));

/** How long a rate is measured, in milliseconds. Set by the run. */
export const budget = { rate: 500 };

/** Operations a second: `step(n)` does n of them. First a fifth of the time goes to warming up. */
export async function rate(step, batch = 1) {
  await spend(step, batch, budget.rate / 5);
  const { done, took } = await spend(step, batch, budget.rate);
  return (1000 * done) / took;
}

async function spend(step, batch, milliseconds) {
  const began = performance.now();
  let done = 0;
  let now = began;
  while (now - began < milliseconds) {
    await step(batch);
    done += batch;
    now = performance.now();
  }
  return { done, took: now - began };
}

/** Milliseconds that one `act` takes. */
export async function taken(act) {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** A value made once, at first use. */
export function once(make) {
  let made;
  return () => (made ??= make());
}
