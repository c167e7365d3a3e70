import type { Setting } from './setting.js';

/** A recorded schedule: the differences from the default setting, and the steps. */
export interface Row {
  setting: Partial<Setting>;
  steps: readonly string[];
}
