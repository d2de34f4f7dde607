// A proxy on loopback between clients and the server. It passes everything on and keeps every WebSocket
// message of both directions, unmasked, as the server and the network would see it.
import http from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

export class Proxy {
  constructor(target) {
    this.target = target;
    this.frames = [];
    this.requests = [];
    /** What was uploaded by other requests, where that is wanted. */
    this.bodies = [];
    this.keepsBodies = false;
    this.port = 0;
    this.listening = false;
  }

  async listen() {
    this.server = http.createServer((request, response) => this.pass(request, response));
    this.sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.listening = true;
  }

  pass(request, response) {
    this.requests.push(`${request.method} ${request.url}`);
    const onward = http.request(
      {
        host: '127.0.0.1',
        port: this.target,
        path: request.url,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      response.writeHead(502);
      response.end();
    });
    if (this.keepsBodies) request.on('data', (chunk) => this.bodies.push(chunk));
    request.pipe(onward);
  }

  upgrade(request, socket, head) {
    this.requests.push(`UPGRADE ${request.url}`);
    const headers = {};
    if (request.headers.origin !== undefined) headers.origin = request.headers.origin;
    const onward = new WebSocket(`ws://127.0.0.1:${this.target}${request.url}`, {
      headers,
      perMessageDeflate: false,
    });
    const early = [];
    onward.on('error', () => socket.destroy());
    onward.on('message', (data) => early.push(data));
    onward.on('open', () => {
      this.sockets.handleUpgrade(request, socket, head, (inward) => {
        onward.removeAllListeners('message');
        const back = (data) => {
          this.frames.push(data);
          inward.send(data);
        };
        early.forEach(back);
        onward.on('message', back);
        inward.on('message', (data) => {
          this.frames.push(data);
          onward.send(data);
        });
        const end = () => {
          inward.terminate();
          onward.terminate();
        };
        inward.on('close', end);
        inward.on('error', end);
        onward.on('close', end);
      });
    });
  }

  /** Whether a text or bytes crossed the proxy in any frame or request line. */
  saw(needle) {
    const bytes = Buffer.from(needle);
    return this.frames.some((frame) => frame.includes(bytes)) || this.requests.some((line) => line.includes(needle));
  }

  async close() {
    this.sockets?.clients.forEach((client) => client.terminate());
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve()));
  }
}
