/** Timers and a clock that do not depend on the system time. */

/** By how many milliseconds timers have shown that `performance.now()` stood still. */
let offset = 0;

/**
 * Milliseconds on a monotonic clock. In some browsers it stops while the machine sleeps. Fake timers of a test that leave
 * `performance` alone still move it.
 */
export const now = (): number => performance.now() + offset;

/** Runs `work` outside Angular's zone: inside, a pending timer makes the page unstable, and each timer renders it. */
export const outside = <T>(work: () => T): T => {
  const { Zone } = globalThis as { Zone?: { root?: { run?: (work: () => T) => T } } };
  return Zone?.root?.run ? Zone.root.run(work) : work();
};

/** Resolves after so many milliseconds. If `signal` aborts first, it never resolves and leaves no timer. */
export const after = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return;
    const started = performance.now();
    const due = now() + milliseconds;
    // A timer of an attempt may run for half an hour.
    const timer = outside(() =>
      setTimeout(() => {
        // A clock that went back was replaced by a test meanwhile.
        if (performance.now() >= started) offset += Math.max(0, due - now());
        resolve();
      }, milliseconds),
    );
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
