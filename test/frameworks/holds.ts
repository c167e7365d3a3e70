/** ENTRY of what each page gets before its own scripts: it counts what the page makes and has not ended. */
import { Ledger } from '../leak/ledger.js';

const { timers, channels, listeners } = new Ledger();

/** How many of them there are now. */
const now = (): Record<string, number> => ({ timers: timers.alive, channels: channels.alive, listeners: listeners.alive });

Object.assign(globalThis, { holds: { now } });
