import { vi } from 'vitest';

let total = 0;

/** Time passes of which timers hear too late, as in a tab that is out of sight: by the machine's clock, and by the page's own. */
export function late(milliseconds: number): void {
  if (!vi.isMockFunction(performance.now)) total = 0;
  total += milliseconds;
  vi.setSystemTime(Date.now() + milliseconds);
  vi.spyOn(performance, 'now').mockImplementation(() => Performance.prototype.now.call(performance) + total);
}
