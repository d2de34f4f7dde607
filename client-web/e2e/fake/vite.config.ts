import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = fileURLToPath(new URL('../../src/files', import.meta.url));

/** Serves the screens over a stand-in for the core, to look at them. Nothing of this folder is in the product. */
export default defineConfig({
  root: here,
  appType: 'spa',
  plugins: [
    {
      name: 'files',
      enforce: 'pre',
      // Only the page's way in: types come from where they are.
      async resolveId(id, importer) {
        if (!/(?:^|\/)files$/.test(id) || importer === undefined) return null;
        const found = await this.resolve(id, importer, { skipSelf: true });
        return found?.id === `${files}/index.ts` ? `${here}files.ts` : null;
      },
    },
  ],
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: ['../..'] } },
});
