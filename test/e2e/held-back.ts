import type { Page } from '@playwright/test';

/**
 * Holds the next call to the bank back, once the bank has answered it or before it has heard of it; in the end it goes
 * on its way, or is lost there.
 */
export function heldBack(page: Page, url: string, isHeard: boolean, isLost = false): { arrived: Promise<void>; release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const arrived = new Promise<void>((arrive) => {
    void page.route(
      url,
      async (route) => {
        const response = isHeard ? await route.fetch() : undefined;
        arrive();
        await released;
        // A page that has gone meanwhile hears of nothing.
        await (response ? route.fulfill({ response }) : isLost ? route.abort() : route.fallback()).catch(() => {});
      },
      { times: 1 },
    );
  });
  return { arrived, release };
}
