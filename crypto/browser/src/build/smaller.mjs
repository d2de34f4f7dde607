// Makes the compiled WebAssembly smaller, with binaryen.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "./noble.mjs";

const module = resolve(fileURLToPath(import.meta.url), "../../..");

/** What TeaVM's output needs; binaryen may use no more of WebAssembly than that. */
const FEATURES = [
  "gc",
  "reference-types",
  "exception-handling",
  "bulk-memory",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "multivalue",
].map((each) => `--enable-${each}`);

/**
 * Only what makes the code smaller and no slower: -Os would take 5 % more away, and with its
 * inlining and its select instructions make the curve's arithmetic a fifth slower. Nothing here
 * assumes that traps or exceptions do not happen.
 */
const PASSES = [
  "remove-unused-module-elements",
  "dce",
  "vacuum",
  "precompute",
  "optimize-instructions",
  "remove-unused-brs",
  "remove-unused-names",
  "merge-blocks",
  "simplify-locals-nostructure",
  "coalesce-locals",
  "reorder-locals",
  "vacuum",
  "duplicate-function-elimination",
  "reorder-functions",
  "reorder-globals",
].map((each) => `--${each}`);

/** Rewrites the file. @param {string} wasm */
export function makeSmaller(wasm) {
  installPackages();
  const tool = resolve(module, "node_modules/binaryen/bin/wasm-opt");
  const result = spawnSync(process.execPath, [tool, ...FEATURES, ...PASSES, wasm, "-o", wasm], {
    stdio: "inherit",
  });
  if (result.status !== 0) {
    throw new Error(`binaryen failed on ${wasm}`);
  }
}
