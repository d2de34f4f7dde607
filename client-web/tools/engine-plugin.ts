import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const ID = 'virtual:engine';
const KINDS = /\.(?:wasm|js|mjs)$/;

interface EngineFiles {
  readonly base: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Reads the compiled core. Its files keep their names, because they import each other; their folder carries a hash. */
function readEngine(directory: string): EngineFiles {
  if (!existsSync(join(directory, 'loader.js'))) {
    throw new Error(
      `No compiled core in ${directory}. Build it first: mvn -pl crypto/browser -am package -DskipTests`,
    );
  }
  const names = readdirSync(directory).filter((name) => KINDS.test(name));
  const files = new Map(names.sort().map((name) => [name, readFileSync(join(directory, name))]));
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return { base: `engine/${hash.digest('hex').slice(0, 16)}/`, files };
}

/** Puts the compiled core beside the page, and tells the worker where, with a hash of each file. */
export function enginePlugin(directory: string, emit: boolean): Plugin {
  let engine: EngineFiles | undefined;
  const read = (): EngineFiles => (engine ??= readEngine(directory));
  return {
    name: 'engine',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load(id) {
      if (id !== `\0${ID}`) return null;
      const { base, files } = read();
      const integrity = Object.fromEntries(
        [...files].map(([name, bytes]) => [
          name,
          `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
        ]),
      );
      return `export const base = ${JSON.stringify(`/${base}`)};\nexport const integrity = ${JSON.stringify(integrity)};`;
    },
    generateBundle() {
      if (!emit) return;
      const { base, files } = read();
      for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: base + name, source });
    },
  };
}
