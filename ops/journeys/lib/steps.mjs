// A journey is a chain of steps. Each counts as a test; after one that failed, the rest of its journey is
// not reached and counts as failed too, with that said.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Short enough for the list at the end of a run: a log that was cut off still says what went wrong. */
const oneLine = (text) => text.replace(/\s+/g, ' ').slice(0, 400);

export class Steps {
  passed = 0;
  failed = 0;
  skipped = 0;
  failures = [];

  /** @param onScreen gives what each page shows, asked where a step fails */
  async journey(name, steps, onScreen = async () => []) {
    let broken = null;
    for (const [what, run] of steps) {
      const title = `${name}: ${what}`;
      const began = Date.now();
      if (broken !== null) {
        this.failed++;
        this.failures.push(`${title} (not reached)`);
        continue;
      }
      try {
        await run();
        this.passed++;
        console.log(`  ok      ${title} (${Date.now() - began} ms)`);
      } catch (error) {
        broken = error;
        this.failed++;
        this.failures.push(`${title}: ${oneLine(String(error.message))}`);
        console.log([`  FAILED  ${title}`, error.stack, ...(await onScreen())].join('\n'));
      }
    }
    return broken === null;
  }

  skip(name, why) {
    this.skipped++;
    console.log(`  skipped ${name}: ${why}`);
  }

  write(directory, file) {
    mkdirSync(directory, { recursive: true });
    const { passed, failed, skipped, failures } = this;
    writeFileSync(join(directory, file), JSON.stringify({ passed, failed, skipped, failures }));
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
