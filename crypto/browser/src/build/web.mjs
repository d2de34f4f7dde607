// Completes target/web after the compiler: node web.mjs STOCK-RUNTIME FOLDER
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";
import { withoutEval } from "./csp-runtime.mjs";
import { bundleNoble } from "./noble.mjs";

const module = resolve(fileURLToPath(import.meta.url), "../../..");
const [stock, web] = process.argv.slice(2).map((each) => resolve(each));

writeFileSync(join(web, "engine.wasm-runtime.js"), withoutEval(readFileSync(stock, "utf8")));
copyFileSync(join(module, "src/main/web/loader.js"), join(web, "loader.js"));
await bundleNoble(web);
for (const name of [
  "engine.wasm",
  "engine.wasm-runtime.js",
  "engine.js",
  "primitives.noble.js",
  "loader.js",
]) {
  console.log(size(name));
}

function size(name) {
  const bytes = readFileSync(join(web, name));
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  return `${name}: ${kilobytes(bytes)} kB, brotli ${kilobytes(packed)} kB`;
}

function kilobytes(bytes) {
  return (bytes.length / 1000).toFixed(1);
}
