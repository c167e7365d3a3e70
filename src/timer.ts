let ahead = 0;

/**
 * Milliseconds by a clock that nobody can set: it neither jumps nor goes back. In some browsers it stops while the machine
 * sleeps. The fake timers of a test that leave `performance` alone take it along.
 */
export const now = (): number => performance.now() + ahead;

/** Does it outside the zone of Angular, which counts a page as unstable while a timer of its own is under way, and draws after each. */
export const outside = <T>(work: () => T): T => {
  const { Zone } = globalThis as { Zone?: { root?: { run?: (work: () => T) => T } } };
  return Zone?.root?.run ? Zone.root.run(work) : work();
};

/** Resolves after so many milliseconds; never, and leaves no timer, if `signal` aborts before. */
export const after = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return;
    const begun = performance.now();
    const due = now() + milliseconds;
    // Some wait here for half an hour.
    const timer = outside(() =>
      setTimeout(() => {
        // A clock that has gone back since is another one: a test has put its own in place meanwhile.
        if (performance.now() >= begun) ahead += Math.max(0, due - now());
        resolve();
      }, milliseconds),
    );
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
