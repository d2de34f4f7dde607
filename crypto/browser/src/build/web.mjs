// Completes target/web after the compiler: node web.mjs STOCK-RUNTIME FOLDER PROOF-FOLDER
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";
import { withoutEval } from "./csp-runtime.mjs";
import { bundleNoble } from "./noble.mjs";
import { makeSmaller } from "./smaller.mjs";

const module = resolve(fileURLToPath(import.meta.url), "../../..");
const [stock, web, proof] = process.argv.slice(2).map((each) => resolve(each));

/** What a member downloads of one build, packed, in bytes; more fails the build. */
const BUDGETS = [
  { files: ["engine.wasm"], most: 380_000 },
  { files: ["engine.js", "primitives.noble.js"], most: 340_000 },
];

makeSmaller(join(web, "engine.wasm"));
makeSmaller(join(proof, "proof.wasm"));
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
  const bytes = readFileSync(join(web, name)).length;
  console.log(`${name}: ${kilobytes(bytes)} kB, brotli ${kilobytes(packed(name))} kB`);
}
for (const { files, most } of BUDGETS) {
  const size = files.reduce((sum, name) => sum + packed(name), 0);
  if (size > most) {
    throw new Error(`${files.join(" + ")} is ${size} bytes packed, more than ${most}`);
  }
}

/** @param {string} name */
function packed(name) {
  return brotliCompressSync(readFileSync(join(web, name)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
