import { vi } from 'vitest';

/** Below WebKit's limit of 100, because changes in frames count too and are not seen here. */
const MOST = 50;
const SPAN = 10_000;

const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
const changes: number[] = [];

if (isWebKit) {
  const replaceState = history.replaceState.bind(history);
  history.replaceState = (...change) => {
    changes.push(performance.now());
    replaceState(...change);
  };
}

/** WebKit throws if a page changes its address more than 100 times in ten seconds. Waits until another change is allowed. */
export async function roomForAddresses(): Promise<void> {
  const isFree = (): boolean => changes.filter((time) => performance.now() - time < SPAN).length < MOST;
  if (!isFree()) await vi.waitUntil(isFree, { timeout: SPAN + 1000, interval: 100 });
}
