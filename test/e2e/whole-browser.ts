import { test as base } from '@playwright/test';

/** A whole Chromium: the one without windows blocks none of them, and may have one process for all sites. */
export const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const { CHROME_PATH } = process.env;
      await use({ ...launchOptions, ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }) });
    },
    { scope: 'worker' },
  ],
});
