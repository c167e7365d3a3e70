import type { Page } from '@playwright/test';

/**
 * Delays the next call to the bank, before the bank receives it or after it has answered. The call is then continued or
 * aborted.
 */
export function heldBack(page: Page, url: string, isReceived: boolean, isLost = false): { arrived: Promise<void>; release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const arrived = new Promise<void>((arrive) => {
    void page.route(
      url,
      async (route) => {
        const response = isReceived ? await route.fetch() : undefined;
        arrive();
        await released;
        // The page may have closed.
        await (response ? route.fulfill({ response }) : isLost ? route.abort() : route.fallback()).catch(() => {});
      },
      { times: 1 },
    );
  });
  return { arrived, release };
}
