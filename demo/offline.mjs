/** Builds the playground as a page that needs no server: it finds no bank, and answers itself. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds it into a folder. Its redirect page is in the folder above. */
export const buildOffline = (outDir) =>
  build({
    root: fileURLToPath(new URL('site', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    build: { target: 'es2022', outDir, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
