import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
import { defineConfig } from 'vitest/config';
import { serverFromSource } from '../../demo/server-from-source.js';
import { inlineMigrations } from '../../package/inline-migrations.js';
import { localePlugin } from '../../package/locales.js';
import { callbackPagePlugin } from '../../src/callback/page-plugin.js';
import { browserUnderTest } from '../support/browser.js';
import { mswWorker } from '../support/msw-worker.js';
import { PARTS } from './parts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const part = PARTS[process.env.MUTATION_PART ?? ''];

const inNode: ViteUserConfig['test'] = { environment: 'node' };
const inBrowser: ViteUserConfig['test'] = {
  setupFiles: ['test/support/quiet.ts', 'test/support/setup.ts'],
  isolate: false,
  browser: { enabled: true, headless: true, fileParallelism: false, screenshotFailures: false, api: { strictPort: false }, ...browserUnderTest() },
};

/** The configuration of the tests of one part. Stryker runs it in its copy of the repository. */
export default defineConfig({
  root,
  cacheDir: `${root}/.vite`,
  plugins: [callbackPagePlugin(), localePlugin(), inlineMigrations(), mswWorker()],
  // The packages are in the repository itself: the copy has a link to them.
  server: { host: 'localhost', fs: { allow: [root, realpathSync(`${root}/node_modules`)] } },
  optimizeDeps: { include: ['lit', '@lit/reactive-element', 'msw', 'msw/browser', '@open-wc/testing', 'fast-check', 'rrweb'] },
  resolve: {
    alias: [{ find: '@web/test-runner-commands', replacement: `${root}/test/support/web-test-runner-commands.ts` }, ...serverFromSource],
  },
  test: {
    include: [...(part?.tests ?? [])],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...(part?.inBrowser ? inBrowser : inNode),
  },
});
