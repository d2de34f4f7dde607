// A member at the command line, on Signal's own library, as one connected process.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './wait.mjs';

export class Terminal {
  constructor(root, state, passphrase) {
    this.view = null;
    this.waiting = new Map();
    this.nextId = 1;
    this.process = spawn(join(root, 'ops/understory'), ['agent', '--state', state], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, UNDERSTORY_PASSPHRASE: passphrase },
    });
    this.errors = '';
    this.process.stderr.on('data', (chunk) => (this.errors += chunk));
    createInterface({ input: this.process.stdout }).on('line', (line) => this.line(line));
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
  }

  line(text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return;
    }
    if (value.event === 'view') this.view = value.view;
    if (value.event !== 'result') return;
    const resolve = this.waiting.get(value.id);
    if (value.event === 'result' && resolve !== undefined) {
      this.waiting.delete(value.id);
      resolve(value);
    }
  }

  /** One command; what came of it, or an error after a minute. */
  async ask(command, ms = 60_000) {
    const id = this.nextId++;
    const answer = new Promise((resolve, reject) => {
      this.waiting.set(id, resolve);
      setTimeout(() => reject(new Error(`no answer to ${command.do}: ${this.errors}`)), ms).unref();
    });
    this.process.stdin.write(`${JSON.stringify({ id, ...command })}\n`);
    const value = await answer;
    if (value.ok === false) throw new Error(`${command.do}: ${value.sentence ?? value.error}`);
    return value.result;
  }

  async texts(channel) {
    const result = await this.ask({ do: 'read', channel, limit: '1000' });
    const { items } = result;
    return items.filter((item) => item.kind === 'message').map((item) => item.text);
  }

  async reads(channel, expected, ms = 60_000) {
    await until(
      `the terminal to read ${expected.length} messages`,
      async () => {
        const texts = await this.texts(channel);
        return expected.every((text) => texts.includes(text));
      },
      ms,
      300,
    ).catch(async (error) => {
      const shown = JSON.stringify(await this.ask({ do: 'read', channel, limit: '1000' }));
      const missing = expected.filter((text) => !shown.includes(text));
      throw new Error(`${error.message}; missing ${missing.slice(0, 5)}; shown ${shown.slice(0, 1500)}`);
    });
  }

  /** Waits until the view is in this phase. */
  async phase(wanted, ms = 60_000) {
    await until(`the terminal to be ${wanted}`, () => this.view?.phase === wanted, ms);
  }

  async stop() {
    if (this.process.exitCode === null) {
      this.process.stdin.end();
      this.process.kill('SIGTERM');
      await this.ended;
    }
  }
}
