// Reads and resets the bank’s database.
import type { Page } from '@playwright/test';

/** The link of the logged-in customer in the bank's database, from the endpoint of the bank's own page. */
export async function storedLinks(page: Page): Promise<string[]> {
  const { links } = await page.evaluate(async () => (await fetch('/api/wise/links')).json());
  return links.map((link: Record<string, string>) => `${link.displayName} · ${link.profileType} ${link.profileRef}`);
}

/** Removes the links from the bank's database. */
export async function forgetLinks(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/api/wise/links', { method: 'DELETE', headers: { 'X-Wise-Link': '1' } }));
}
