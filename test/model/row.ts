import type { Setting } from './setting.js';

/** A schedule that is written down: what differs from the plainest setting, and what happens. */
export interface Row {
  setting: Partial<Setting>;
  steps: readonly string[];
}
