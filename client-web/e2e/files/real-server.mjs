// The server itself as a process of ours, its founder, who asks for places through the core, and a wire between it and
// the browser that can be cut.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 60_000;
const LATELY = 12;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A port that nobody has just now. */
async function freePort() {
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Carries HTTP to the server, keeps what was asked, and cuts where it is told to. */
class Wire {
  constructor(target) {
    this.target = target;
    this.requests = [];
    /** Bytes of bodies that the browser sent for blobs. */
    this.sent = 0;
    /** Called for each PUT and GET of a blob; returns bytes of its body after which it is cut, -1 for never. */
    this.cut = () => -1;
    /** What happens instead of the cut, where something else should. */
    this.instead = null;
  }

  async listen() {
    this.server = http.createServer((request, response) => this.pass(request, response));
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
  }

  pass(request, response) {
    const { method, url, headers } = request;
    const blob = url.startsWith('/v1/blob/');
    const seen = {
      method,
      range: headers['content-range'] ?? headers.range,
      status: 'no answer',
      open: true,
    };
    if (blob) this.requests.push(seen);
    response.on('close', () => (seen.open = false));
    const most = blob && (method === 'PUT' || method === 'GET') ? this.cut(method) : -1;
    const end = () => {
      onward.destroy();
      request.socket.destroy();
    };
    const counted = (stream, each) => {
      let passed = 0;
      stream.on('data', (bytes) => {
        each(bytes.length);
        passed += bytes.length;
        if (most < 0 || passed <= most || passed - bytes.length > most) return;
        if (this.instead === null) end();
        else this.instead();
      });
    };
    const onward = http.request(
      { host: '127.0.0.1', port: this.target, path: url, method, headers },
      (answer) => {
        seen.status = answer.statusCode;
        response.writeHead(answer.statusCode, answer.headers);
        if (method === 'GET') counted(answer, () => {});
        answer.on('error', end).pipe(response);
      },
    );
    onward.on('error', end);
    request.on('error', end);
    if (method === 'PUT') counted(request, (length) => (this.sent += length));
    request.pipe(onward);
  }

  upgrade(request, socket, head) {
    const onward = connect(this.target, '127.0.0.1', () => {
      const lines = request.rawHeaders.flatMap((each, i, all) => (i % 2 ? [] : [`${each}: ${all[i + 1]}`]));
      onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  }

  async close() {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve()));
  }
}

export class RealServer {
  /** @param {{java: string, server: string, driver: string, web: string, folder: string, options?: string[]}} given jars, the page, and where its data lies */
  constructor(given) {
    Object.assign(this, given);
    this.data = join(given.folder, 'data');
    mkdirSync(join(this.data, 'cache'), { recursive: true });
    this.answers = [];
  }

  /** @param {boolean} wired whether the browser comes through a wire that can be cut */
  async start(wired) {
    this.port = await freePort();
    if (wired) {
      this.wire = new Wire(this.port);
      await this.wire.listen();
    }
    this.origin = `http://localhost:${this.wire?.port ?? this.port}`;
    await this.run('--ticket');
    await this.openPlaces();
  }

  async run(...more) {
    const { data, port, origin, web } = this;
    const own = ['--data', data, '--port', String(port), '--origin', origin, '--web', web];
    const flags = [
      '-XX:-UsePerfData',
      '-Xmx512m',
      '-XX:+UseSerialGC',
      `-Djava.io.tmpdir=${join(data, 'cache')}`,
    ];
    this.output = '';
    this.process = spawn(
      this.java,
      [...flags, '-jar', this.server, ...own, ...(this.options ?? []), ...more],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.process.stdout, this.process.stderr])
      stream.on('data', (text) => (this.output += text));
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
      if (this.process.exitCode !== null) break;
      const well = await fetch(`http://localhost:${port}/healthz`).catch(() => null);
      if (well?.ok && /running at/.test(this.output)) return;
    }
    throw new Error(`the server did not start: ${this.output}`);
  }

  /** Founds a group, whose founder asks for places from then on. */
  async openPlaces() {
    let link = null;
    for (let i = 0; i < 200 && link === null; i++, await sleep(50)) link = /\S+\/f#v1\.\S+/.exec(this.output);
    if (link === null) throw new Error(`no founding link: ${this.output}`);
    const port = new URL(this.origin).port;
    const main = ['-cp', this.driver, 'org.understory.bench.Places', '--port', port, '--link', link[0]];
    this.founder = spawn(this.java, ['-XX:-UsePerfData', '-Xmx256m', '-XX:+UseSerialGC', ...main], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ready = new Promise((resolve, reject) => {
      createInterface({ input: this.founder.stdout }).on('line', (line) =>
        line === 'ready' ? resolve() : this.answers.shift()?.(JSON.parse(line)),
      );
      this.founder.on('exit', () => reject(new Error('the founder ended')));
    });
    await ready;
  }

  /** As the page's OpenBlob: a token, or why there is none. */
  place({ id, size, readHash }) {
    return new Promise((resolve) => {
      this.answers.push(({ token, code }) => resolve(code === '' ? { token } : { refused: code }));
      this.founder.stdin.write(`${id} 0 ${size} ${readHash}\n`);
    });
  }

  /** What went on lately, for whoever looks why something did not end. */
  story() {
    const lately = this.wire.requests.slice(-LATELY);
    const lines = lately.map(
      ({ method, range, status, open }) => `${method} ${range ?? ''}: ${status}${open ? ', open' : ''}`,
    );
    const alive = (process) => (process.exitCode === null ? 'runs' : `ended with ${process.exitCode}`);
    const places = `${this.answers.length} places asked for and not given`;
    lines.push(`the server ${alive(this.process)}, the founder ${alive(this.founder)}, ${places}`);
    return `${lines.join('\n')}\n${this.output.split('\n').slice(-LATELY).join('\n')}`;
  }

  /** How many blobs there are files of. */
  stored() {
    const blobs = join(this.data, 'blobs');
    return existsSync(blobs)
      ? readdirSync(blobs).flatMap((bucket) => readdirSync(join(blobs, bucket))).length
      : 0;
  }

  /** kill -9. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async close() {
    this.founder?.stdin.end();
    this.process?.kill('SIGTERM');
    await this.ended;
    await this.wire?.close();
  }
}
