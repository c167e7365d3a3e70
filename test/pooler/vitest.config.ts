import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { serverFromSource } from '../../demo/server-from-source.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The files of test/server that need no PostgreSQL of their own making, or PGlite itself. */
const FILES = [
  'access',
  'confirm',
  'email',
  'exchange',
  'forget',
  'hooks',
  'link-tokens',
  'maintain',
  'one-clock',
  'postgres',
  'postgres-pool',
  'processes',
  'report-refused',
  'same-time',
  'several-profiles',
  'start',
  'status',
  'sweep',
  'typed-code',
  'used-codes',
];

/** The configuration of `npm run pooler`: tests of the backend, each database of which is reached through PgBouncer. */
export default defineConfig({
  root,
  cacheDir: `${root}/node_modules/.cache/vite-pooler`,
  resolve: {
    alias: [
      ...serverFromSource,
      { find: /^.*\/src\/server\/pglite\.js$/, replacement: here('database.ts') },
      { find: /^\.\/postgres-server\.js$/, replacement: here('postgres-server.ts') },
    ],
  },
  test: {
    name: 'pooler',
    include: [`test/server/{${FILES.join(',')}}.test.ts`, 'test/pooler/*.test.ts'],
    globalSetup: here('global-setup.ts'),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
