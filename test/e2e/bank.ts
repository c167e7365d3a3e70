import type { Page } from '@playwright/test';

/** What is in the bank's database for the customer who is logged in, read as the bank's own page reads it. */
export async function storedLinks(page: Page): Promise<string[]> {
  const { links } = await page.evaluate(async () => (await fetch('/api/wise/links')).json());
  return links.map((link: Record<string, string>) => `${link.displayName} · ${link.profileType} ${link.profileRef}`);
}

/** Leaves the database as it was. */
export async function forgetLinks(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/api/wise/links', { method: 'DELETE', headers: { 'X-Wise-Link': '1' } }));
}
