import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { serverFromSource } from '../../demo/server-from-source.js';
import { inlineMigrations } from '../../package/inline-migrations.js';
import { PARTS } from './parts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The configuration of the tests of one part, in Node. Stryker runs it in its copy of the repository. */
export default defineConfig({
  root,
  cacheDir: `${root}/.vite`,
  plugins: [inlineMigrations()],
  resolve: { alias: serverFromSource },
  test: {
    environment: 'node',
    include: [...(PARTS[process.env.MUTATION_PART ?? '']?.tests ?? [])],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
