import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { browserUnderTest } from '../support/browser.js';
import { faultPages } from './pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The configuration of the fault matrix: the built files on separate pages, in one tab of one Chromium. */
export default defineConfig({
  root,
  cacheDir: `${root}/node_modules/.cache/vite-faults`,
  plugins: [faultPages()],
  server: { host: 'localhost' },
  test: {
    name: 'faults',
    include: ['test/faults/matrix.test.ts'],
    testTimeout: 15_000,
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/fault-matrix.json' }]],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      api: { strictPort: false },
      // Animations run in real time, and the matrix has its own clock: a question would still move when its wait is over.
      ...browserUnderTest({ reducedMotion: 'reduce' }),
    },
  },
});
