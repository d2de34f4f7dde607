// Serves the compiled core and the page of this test with the headers of the real server.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** What the server sends with the page; `scripts` is the value of script-src. */
const policy = (scripts) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types worker-url",
  ].join("; ");

export const WITH_WASM = "'self' 'wasm-unsafe-eval'";
export const WITHOUT_WASM = "'self'";

/**
 * The first segment of a path chooses the policy: /wasm/... or /plain/...
 *
 * @param {string[]} folders searched in this order
 * @param {(request: object, response: object, name: string) => Promise<void>} [posted] for POST
 */
export async function serve(folders, posted) {
  const server = createServer(async (request, response) => {
    const [, mode, ...rest] = new URL(request.url, "http://localhost").pathname.split("/");
    const name = normalize(rest.join("/"));
    if (request.method === "POST" && posted !== undefined) {
      await posted(request, response, name);
      return;
    }
    const body = name.startsWith("..") ? null : await firstOf(folders, name);
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(name)] ?? "application/octet-stream",
      "Content-Security-Policy": policy(mode === "wasm" ? WITH_WASM : WITHOUT_WASM),
      "Cross-Origin-Opener-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    });
    response.end(body);
  });
  server.keepAliveTimeout = 0;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

async function firstOf(folders, name) {
  for (const folder of folders) {
    try {
      return await readFile(join(folder, name));
    } catch {
      // the next one may have it
    }
  }
  return null;
}
