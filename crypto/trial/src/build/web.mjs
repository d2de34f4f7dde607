// Completes target/web after the compiler: node web.mjs STOCK-RUNTIME FOLDER
// The runtime and the primitives are made as those that are shipped.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withoutEval } from "../../../browser/src/build/csp-runtime.mjs";
import { bundleNoble } from "../../../browser/src/build/noble.mjs";
import { makeSmaller } from "../../../browser/src/build/smaller.mjs";

const [stock, web] = process.argv.slice(2).map((each) => resolve(each));

makeSmaller(join(web, "engine.wasm"));
writeFileSync(join(web, "engine.wasm-runtime.js"), withoutEval(readFileSync(stock, "utf8")));
await bundleNoble(web);
