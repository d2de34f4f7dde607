import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { enginePlugin } from './tools/engine-plugin.ts';

const ENGINE =
  process.env['UNDERSTORY_ENGINE'] ?? fileURLToPath(new URL('../crypto/browser/target/web', import.meta.url));

export default defineConfig({
  base: '/',
  plugins: [enginePlugin(ENGINE, true)],
  worker: { format: 'es', plugins: () => [enginePlugin(ENGINE, false)] },
  build: {
    target: 'es2022',
    // Nothing may be inlined: the page's policy allows no data: address, and small files are named by their hash too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'third-party-licences.md' },
  },
});
