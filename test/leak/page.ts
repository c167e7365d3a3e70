/** ENTRY of the page of `npm run leak-check`. */
import '../../src/index.js';
import { Ledger } from './ledger.js';
import { Mounts, type Tally } from './mounts.js';

export const ledger = new Ledger();
export const mounts = new Mounts();

window.open = mounts.open;

/** What the elements did, and what they created. */
export interface Report extends Tally {
  made: Record<string, number>;
}

/** The report since the last call. */
export function report(): Report {
  const { timers, channels, listeners } = ledger;
  const made = { timers: timers.made, channels: channels.made, 'listeners on window and document': listeners.made };
  for (const count of [timers, channels, listeners]) count.made = 0;
  return { ...mounts.takeTally(), made };
}
