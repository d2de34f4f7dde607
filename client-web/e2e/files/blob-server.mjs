// The calls of blobs as docs/decisions/0018 has them, in memory, with faults on order; and the page of the tests.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const STEP = 65536;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self';" +
  " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';" +
  " require-trusted-types-for 'script'; trusted-types worker-url";

export class BlobServer {
  constructor(folder) {
    this.folder = folder;
    this.blobs = new Map();
    this.requests = [];
    /** Called before each call of a blob with its method; returns bytes after which it is cut, -1 for never. */
    this.cut = () => -1;
  }

  async start(port = 0) {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.origin = `http://localhost:${this.port}`;
  }

  /** As a process that is killed: every connection is cut; what was not durable is lost. */
  async kill() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async answer(request, response) {
    const url = new URL(request.url, 'http://x');
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    if (url.pathname === '/open') return this.open(request, response);
    if (!url.pathname.startsWith('/v1/blob/')) return this.file(url.pathname, response);
    const blob = this.blobs.get(url.pathname.slice('/v1/blob/'.length));
    const { method, headers } = request;
    this.requests.push({ method, range: headers['content-range'] ?? headers.range });
    const writes = blob !== undefined && headers['understory-token'] === blob.token;
    const key = headers['understory-key'];
    const reads =
      blob?.whole === true &&
      key !== undefined &&
      createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex') === blob.readHash;
    if (method === 'PUT' && writes) return this.put(blob, request, response);
    if (method === 'HEAD' && writes) {
      return response
        .writeHead(200, { 'Understory-Offset': blob.length, 'Understory-Size': blob.size })
        .end();
    }
    if (method === 'DELETE' && writes) return this.blobs.delete(blob.id) && response.writeHead(204).end();
    if (method === 'GET' && reads) return this.get(blob, request, response);
    response.writeHead(404).end();
  }

  async open(request, response) {
    let text = '';
    for await (const part of request) text += part;
    const { id, size, readHash } = JSON.parse(text);
    const token = randomBytes(32).toString('hex');
    this.blobs.set(id, { id, size, readHash, token, length: 0, bytes: Buffer.alloc(size), whole: false });
    response.end(JSON.stringify({ token }));
  }

  async put(blob, request, response) {
    const [, a, b, s] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers['content-range']) ?? [];
    if (Number(s) !== blob.size || Number(request.headers['content-length']) !== Number(b) - Number(a) + 1) {
      return response.writeHead(400).end();
    }
    if (Number(a) !== blob.length) return response.writeHead(409, { 'Understory-Offset': blob.length }).end();
    const cut = this.cut('PUT');
    let at = Number(a);
    const durable = () => (at === blob.size ? at : Math.floor(at / STEP) * STEP);
    try {
      for await (const part of request) {
        part.copy(blob.bytes, at);
        at += part.length;
        blob.length = Math.max(blob.length, durable());
        if (cut >= 0 && at - Number(a) > cut) return request.socket.destroy();
      }
    } catch {
      return;
    }
    blob.length = at;
    blob.whole = blob.length === blob.size;
    response.writeHead(blob.whole ? 201 : 200, { 'Understory-Offset': blob.length }).end();
  }

  get(blob, request, response) {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range)?.[1] ?? 0);
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Length': blob.size - from,
      'Content-Range': `bytes ${from}-${blob.size - 1}/${blob.size}`,
    };
    response.writeHead(206, headers);
    const cut = this.cut('GET');
    const rest = blob.bytes.subarray(from);
    if (cut < 0 || cut >= rest.length) return response.end(rest);
    response.write(rest.subarray(0, cut), () => setTimeout(() => response.socket?.destroy(), 50));
  }

  file(pathname, response) {
    const path = join(this.folder, normalize(pathname === '/' ? '/index.html' : pathname));
    if (!path.startsWith(this.folder) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
    response.end(readFileSync(path));
  }
}
