import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The flows and the endings in WebKitGTK. Node drives the browser over WebDriver, because Playwright supports only its own build of WebKit. */
export default defineConfig({
  root,
  test: {
    include: ['test/e2e/*.webkit.test.ts'],
    environment: 'node',
    // One browser and one demo at a time.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest-webkit.json' }]],
  },
});
