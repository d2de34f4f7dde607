// Completes target/web after the compiler: node web.mjs STOCK-RUNTIME FOLDER
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";
import { withoutEval } from "./csp-runtime.mjs";

const module = resolve(fileURLToPath(import.meta.url), "../../..");
const sources = join(module, "src/main/web");
const [stock, web] = process.argv.slice(2).map((each) => resolve(each));

installPackages();
writeFileSync(join(web, "engine.wasm-runtime.js"), withoutEval(readFileSync(stock, "utf8")));
copyFileSync(join(sources, "loader.js"), join(web, "loader.js"));
await bundleNoble();
for (const name of [
  "engine.wasm",
  "engine.wasm-runtime.js",
  "engine.js",
  "primitives.noble.js",
  "loader.js",
]) {
  console.log(size(name));
}

/** The packages of the lock file, unless they are there. */
function installPackages() {
  const installed = join(module, "node_modules/.package-lock.json");
  const wanted = ["package.json", "package-lock.json"].map((name) => join(module, name));
  if (existsSync(installed) && wanted.every((each) => modified(each) <= modified(installed))) {
    return;
  }
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: module,
    stdio: "inherit",
  });
  if (result.status !== 0) {
    throw new Error("npm ci failed in crypto/browser");
  }
}

async function bundleNoble() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(sources, "noble.js")],
    outfile: join(web, "primitives.noble.js"),
    absWorkingDir: module,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "inline",
    logLevel: "warning",
  });
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

function modified(path) {
  return statSync(path).mtimeMs;
}
