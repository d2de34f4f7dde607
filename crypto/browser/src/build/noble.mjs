// The JavaScript build's primitives, as one module.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const module = resolve(fileURLToPath(import.meta.url), "../../..");

/** Installs the packages of the lock file, unless they are there. */
export function installPackages() {
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

/** Writes primitives.noble.js to `folder`. @param {string} folder */
export async function bundleNoble(folder) {
  installPackages();
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(module, "src/main/web/noble.js")],
    outfile: join(folder, "primitives.noble.js"),
    absWorkingDir: module,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "inline",
    logLevel: "warning",
  });
}

function modified(path) {
  return statSync(path).mtimeMs;
}
