import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import base from '../e2e/playwright.config.js';
import { portsOf } from '../e2e/places.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The end-to-end tests of a copy with a bug: few at a time, which fail, so that no long wait is worth it. */
export default defineConfig({
  ...base,
  testDir: path('../e2e'),
  outputDir: path('../../playwright-output'),
  workers: 1,
  // One of them tries hundreds of names, one after the other.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [['json', { outputFile: path('../../threats.json') }]],
  webServer: {
    ...[base.webServer ?? []].flat()[0],
    command: `node test/e2e/servers.mjs ${Object.values(portsOf(0)).join(':')}`,
    cwd: path('../..'),
    wait: { stdout: /Ctrl\+C/ },
    timeout: 120_000,
  },
});
