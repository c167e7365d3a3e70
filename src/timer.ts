let ahead = 0;

/**
 * Milliseconds by a clock that nobody can set: it neither jumps nor goes back. In some browsers it stops while the machine
 * sleeps. The fake timers of a test that leave `performance` alone take it along.
 */
export const now = (): number => performance.now() + ahead;

/** Resolves after so many milliseconds; never, and leaves no timer, if `signal` aborts before. */
export const after = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return;
    const due = now() + milliseconds;
    const begin = (): ReturnType<typeof setTimeout> =>
      setTimeout(() => {
        ahead += Math.max(0, due - now());
        resolve();
      }, milliseconds);
    // Angular's zone counts a page as unstable while a timer of its own is under way, and some wait here for half an hour.
    const { Zone } = globalThis as { Zone?: { root?: { run?: <T>(work: () => T) => T } } };
    const timer = Zone?.root?.run?.(begin) ?? begin();
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
