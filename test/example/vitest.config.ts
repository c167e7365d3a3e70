// Settings of the example component tests.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { browserUnderTest } from '../support/browser.js';
import { mswWorker } from '../support/msw-worker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: `${root}/node_modules/.cache/vite-example`,
  plugins: [mswWorker()], // in your own project: `npx msw init public`
  optimizeDeps: { include: ['@lit/reactive-element', 'msw', 'msw/browser'], exclude: ['wise-link'] },
  test: {
    reporters: ['default', ['json', { outputFile: `${root}/node_modules/.cache/vitest-example.json` }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'example',
          include: ['link.test.ts'],
          browser: { enabled: true, headless: true, screenshotFailures: false, ...browserUnderTest() },
        },
      },
      ...['jsdom', 'happy-dom'].map((environment) => ({ extends: true as const, test: { name: environment, environment, include: ['dom.test.ts'] } })),
    ],
  },
});
