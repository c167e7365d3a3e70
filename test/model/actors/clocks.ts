import type { Step } from '../step.js';
import type { World } from '../world.js';

const MINUTE = 60_000;

/** By how much the clocks are set. */
const CHANGES: Record<string, number> = {
  'two hours back': -120 * MINUTE,
  '45 minutes back': -45 * MINUTE,
  'three minutes back': -3 * MINUTE,
  'three minutes forward': 3 * MINUTE,
  '45 minutes forward': 45 * MINUTE,
  'two hours forward': 120 * MINUTE,
};

/** How far a clock may be off. Records of attempts are kept for a day. */
const MAX_ERROR = 180 * MINUTE;

/** The wall clock is set: for all tabs, or seen by one process only. Timers and the monotonic clocks go on. */
export const clocks = ({ browser, setting }: World): Step[] => (setting.hasClocks ? [clockOf('all tabs', browser.tabs), ...browser.tabs.map((tab) => clockOf(tab.name, [tab]))].flat() : []);

const clockOf = (name: string, tabs: { isOff: number }[]): Step[] =>
  Object.entries(CHANGES)
    .filter(([, by]) => tabs.every(({ isOff }) => Math.abs(isOff + by) <= MAX_ERROR))
    .map(([change, by]) => ({ text: `clock: of ${name} is set ${change}`, run: () => tabs.forEach((tab) => void (tab.isOff += by)) }));
