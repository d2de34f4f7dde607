import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Serves the screens over a stand-in for the core, to look at them. Nothing of this folder is in the product. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  appType: 'spa',
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: ['../..'] } },
});
