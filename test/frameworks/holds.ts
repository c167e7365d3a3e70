/** ENTRY of the script that runs before a page's own: counts what the page creates and has not ended. */
import { Ledger } from '../leak/ledger.js';

const { timers, channels, listeners } = new Ledger();

/** The current counts. */
const now = (): Record<string, number> => ({ timers: timers.alive, channels: channels.alive, listeners: listeners.alive });

Object.assign(globalThis, { holds: { now } });
