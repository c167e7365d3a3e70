import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import base from '../e2e/playwright.config.js';
import { portsOf } from '../e2e/places.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Runs end-to-end tests of a copy with a bug. They are expected to fail, so timeouts are short. */
export default defineConfig({
  ...base,
  testDir: path('../e2e'),
  outputDir: path('../../playwright-output'),
  workers: 1,
  // One test tries hundreds of names in sequence.
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
