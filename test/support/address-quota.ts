import { vi } from 'vitest';

/** Of a hundred; the others are for frames, whose changes are not seen here. */
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

/** WebKit lets a page change its address a hundred times in ten seconds, and throws at the next: a test waits until there is room. */
export async function roomForAddresses(): Promise<void> {
  const isFree = (): boolean => changes.filter((time) => performance.now() - time < SPAN).length < MOST;
  if (!isFree()) await vi.waitUntil(isFree, { timeout: SPAN + 1000, interval: 100 });
}
