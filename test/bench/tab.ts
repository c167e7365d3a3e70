import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';

/** A page in a context of its own, with the figures of its browser process. */
export interface Tab {
  page: Page;
  context: BrowserContext;
  session: CDPSession;
  /** The processor time of the main thread so far, in milliseconds. Other programs on the machine do not stretch it. */
  cpu(): Promise<number>;
  /** The memory in use after a collection, in bytes: objects of scripts, and of the document. */
  memory(): Promise<number>;
}

/** Opens a page, gives it to `use`, and closes it. */
export async function inTab<T>(browser: Browser, url: string, use: (tab: Tab) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    return await use({
      page,
      context,
      session,
      async cpu() {
        const { metrics } = await session.send('Performance.getMetrics');
        return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
      },
      async memory() {
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
        return usedSize + embedderHeapUsedSize;
      },
    });
  } finally {
    await context.close();
  }
}
