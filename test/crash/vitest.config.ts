import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { serverFromSource } from '../../demo/server-from-source.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The configuration of the crash table, which runs real processes on real databases. */
export default defineConfig({
  root,
  cacheDir: `${root}/node_modules/.cache/vite-crash`,
  resolve: { alias: serverFromSource },
  test: {
    name: 'crash',
    include: ['test/crash/{postgres,pglite,service,interruptions,neighbours}.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/crash-table.json' }]],
  },
});
