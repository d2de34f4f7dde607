// A static server for one contestant's page: an origin of its own, isolated, so that its memory can be measured.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>';

/**
 * @param {Record<string, string>} files what each path is, or the folder of the files under it
 */
export async function serve(files) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const body = path === "/" ? PAGE : await content(files, path);
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(path)] ?? "text/html",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
      "Cache-Control": "no-store",
    });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

async function content(files, path) {
  const place = Object.keys(files).find((each) => path === each || (each.endsWith("/") && path.startsWith(each)));
  if (place === undefined || path.includes("..")) {
    return null;
  }
  const file = place.endsWith("/") ? join(files[place], path.slice(place.length)) : files[place];
  return readFile(file).catch(() => null);
}
