// Settings of the example end-to-end tests.
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArgs } from '../support/browser.js';
import { BANK, WISE } from './places.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { CI, CHROME_PATH, HEADLESS_SHELL_PATH: executablePath = CHROME_PATH } = process.env;

export default defineConfig({
  testMatch: '*.spec.ts',
  outputDir: `${root}/node_modules/.cache/playwright-example`,
  workers: 1, // All tests share one simulator.
  // The default timeout is too short for slow machines.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(CI),
  reporter: [['list'], ['json', { outputFile: `${root}/node_modules/.cache/playwright-example.json` }]],
  tsconfig: 'tsconfig.package.json',
  use: { baseURL: BANK, locale: 'en-GB', contextOptions: { reducedMotion: 'reduce' }, launchOptions: { ...(executablePath && { executablePath }), args: chromiumArgs } },
  webServer: [
    // In your own project: `npx wise-simulator --port … --partner-origin …`.
    { command: `node dist/simulator.js --port ${new URL(WISE).port} --partner-origin ${BANK}`, cwd: root, url: WISE },
    { command: 'tsx test/example/bank.ts', cwd: root, url: BANK },
  ],
});
