// Builds the page that the checks and the bench of files open.
import { build } from 'vite';

/** @param {string} root where its index.html lies  @param {string} outDir emptied first */
export const buildPage = (root, outDir) =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: '/',
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
