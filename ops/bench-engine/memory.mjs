// What a page uses that holds a group of 1,000 and nothing else.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { here, openPage } from "./contestants.mjs";
import { round } from "./report.mjs";

const MIB = 1024 * 1024;

/**
 * After collecting garbage: what the browser says of the page (the JavaScript heap, in which Java's objects are too), and
 * the linear memories that the page's WebAssembly has grown, which the browser leaves out.
 */
async function used(page) {
  await page.evaluate("gc(), gc()");
  return page.evaluate("performance.measureUserAgentSpecificMemory().then(({ bytes }) => bytes + linearMemory())");
}

async function held(browser, name, material) {
  const file = join(here, `target/material-${name}.json`);
  await writeFile(file, JSON.stringify(material));
  const { page, close } = await openPage(browser, name, { "/material.json": file });
  try {
    const empty = await used(page);
    await page.evaluate("fetch('/material.json').then((it) => it.json()).then((it) => contestant.holdGroup(it))");
    return { empty: round(empty / MIB), value: round((await used(page)) / MIB) };
  } finally {
    await close();
    await rm(file);
  }
}

export async function memories(browser, contestants, missing) {
  const measured = {};
  for (const name of ["wasm", "javascript", "core-crypto", "matrix", "ts-mls"]) {
    try {
      let from = contestants.get(name);
      let open;
      if (from === undefined) {
        open = await openPage(browser, name);
        from = { material: () => open.page.evaluate("contestant.material()") };
      }
      const material = await from.material();
      await open?.close();
      measured[name] = await held(browser, name, material);
    } catch (error) {
      missing.push(`memory of ${name}: ${error.message ?? error}`);
    }
  }
  const { wasm, javascript, ...others } = measured;
  const smallest = Object.entries(others).reduce((a, b) => (a === undefined || b[1].value < a[1].value ? b : a), undefined);
  return Object.entries({ wasm, javascript })
    .filter(([, each]) => each !== undefined)
    .map(([runtime, each]) => ({
      name: "engine.memory",
      value: each.value,
      unit: "MiB",
      runtime,
      peer: smallest === undefined ? null : { name: smallest[0], value: smallest[1].value },
      before: each.empty,
      others,
      ...(runtime === "wasm" ? { goal: "< 17 MiB", reached: each.value < 17 } : {}),
    }));
}
