// The real server as a process of ours, behind a proxy that keeps every frame.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Proxy } from './proxy.mjs';
import { until } from './wait.mjs';

export class Server {
  constructor(root, data, port, options = []) {
    Object.assign(this, { root, data, port, options });
    this.proxy = new Proxy(port);
    this.output = '';
  }

  /** The address that people use: the proxy's. */
  get origin() {
    return `http://localhost:${this.proxy.port}`;
  }

  async start() {
    if (!this.proxy.listening) await this.proxy.listen();
    this.output = '';
    this.process = spawn(
      join(this.root, 'ops/run'),
      ['--data', this.data, '--port', String(this.port), '--origin', this.origin, ...this.options],
      { cwd: this.root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (chunk) => (this.output += chunk));
    }
    this.ended = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    await until(
      'the server to accept requests',
      async () => {
        if (this.process.exitCode !== null) throw new Error(`the server ended: ${this.output}`);
        const answer = await fetch(`http://localhost:${this.port}/healthz`);
        return answer.ok && /Understory is running at/.test(this.output);
      },
      180_000,
    );
  }

  get foundingLink() {
    const link = /\S+\/f#v1\.\S+/.exec(this.output);
    if (link === null) throw new Error(`no founding link in: ${this.output}`);
    return link[0];
  }

  /** kill -9: no chance to say goodbye. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    if (this.process === undefined || this.process.exitCode !== null) return;
    this.process.kill('SIGTERM');
    await this.ended;
  }

  async close() {
    await this.stop();
    await this.proxy.close();
  }

  /** Every row of every table as text, bytes in hexadecimal. */
  async dump() {
    const tables = await this.query(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const parts = [];
    for (const { name } of tables) {
      const rows = await this.query(`SELECT t::text AS row FROM ${name} t`);
      parts.push(name, ...rows.map(({ row }) => row));
    }
    return parts.join('\n');
  }

  /** Rows of a query on the embedded database, over its socket. */
  async query(text) {
    const { host, password, user, database } = databaseOf(this.data);
    const client = new pg.Client({ host, port: 5432, user, password, database });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }
}

/** The embedded database listens on a socket in the data directory, with a password beside it. */
function databaseOf(data) {
  return {
    host: join(data, 'postgres/run'),
    password: readFileSync(join(data, 'postgres/password'), 'utf8').trim(),
    user: 'understory',
    database: 'postgres',
  };
}
