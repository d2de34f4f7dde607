// Waiting on states, never on time: every wait has a bound and says what it waited for.

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until `probe` gives something true; throws with `what` after `ms`. */
export async function until(what, probe, ms = 60_000, every = 100) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}; last: ${String(last)}`);
    await pause(every);
  }
}

/** What a promise gives, or a word for why it gave nothing in that time; never throws. */
export function within(ms, promise) {
  const late = pause(ms).then(() => `(nothing within ${ms} ms)`);
  return Promise.race([promise.catch((error) => `(${error.message})`), late]);
}
