/** The window of a page under test, with its own globals. */
export type PageWindow = Window & typeof globalThis;

/** A listener created in the page, so that its errors belong to the page. */
export const listenerOf = (page: PageWindow, body: string): EventListener => page.Function('event', body) as EventListener;

/** Waits for all microtasks, and one task of every page. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

/** Rejects after a timeout. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${seconds} s in vain for ${what}`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
