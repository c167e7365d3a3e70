/** Runs work again and again, with a pause after each run. It keeps no process alive. Returns a function that stops it, and waits for a running one. */
export function startPolling(work: () => Promise<void>, pauseMs: number): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const next = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = work().finally(next);
    }, pauseMs);
    timer.unref();
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
