import { vi } from 'vitest';

let total = 0;

/** Advances the clocks without running timers, as in a background tab with throttled timers. */
export function late(milliseconds: number): void {
  if (!vi.isMockFunction(performance.now)) total = 0;
  total += milliseconds;
  vi.setSystemTime(Date.now() + milliseconds);
  vi.spyOn(performance, 'now').mockImplementation(() => Performance.prototype.now.call(performance) + total);
}
