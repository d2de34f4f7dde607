// What a browser has to fetch, packed with brotli at its best.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { FILES, bundled } from "./contestants.mjs";
import { round } from "./report.mjs";

const LIMITS = { wasm: 200, javascript: 180 };

async function packed(path) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(await readFile(path), { params }).length / 1000;
}

/** A peer's files: its page is its library and a few lines of ours, so that unused code is not counted. */
async function peer(name) {
  let sum = await packed(await bundled(name));
  for (const file of Object.values(FILES[name])) {
    sum += await packed(file);
  }
  return { value: round(sum) };
}

/** Engine and core as they are shipped. The runtime and the primitives that go with each are named beside it. */
export async function downloads(root, missing) {
  const web = join(root, "crypto/browser/target/web");
  if (!existsSync(join(web, "engine.wasm"))) {
    missing.push("download: crypto/browser is not built");
    return [];
  }
  const others = {};
  for (const name of ["core-crypto", "matrix", "ts-mls"]) {
    others[name] = await peer(name);
  }
  const smallest = Object.entries(others).reduce((a, b) => (b[1].value < a[1].value ? b : a));
  const figure = async (runtime, file, beside) => {
    const value = await packed(join(web, file));
    return {
      name: "engine.download",
      value: round(value),
      unit: "kB",
      runtime,
      peer: { name: smallest[0], value: smallest[1].value },
      withRuntime: round(value + (await packed(join(web, beside)))),
      others,
      goal: `< ${LIMITS.wasm} kB Wasm, < ${LIMITS.javascript} kB JavaScript`,
      reached: value < LIMITS[runtime],
    };
  };
  return [
    await figure("wasm", "engine.wasm", "engine.wasm-runtime.js"),
    await figure("javascript", "engine.js", "primitives.noble.js"),
  ];
}
