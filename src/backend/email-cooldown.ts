import { now } from '../timer.js';

const PREFIX = 'wise-link:email ';

/** The longest that is believed, in milliseconds: somebody else may have written it. */
const LONGEST = 600_000;

/** What this page has read of it, by client, and when that is over by the clock of this page, which nobody can set. */
const cooldowns = new Map<string, { text: string; ends: number }>();

/**
 * From now on and for so many seconds no other e-mail can be asked for: told to all tabs of this browser and to the next
 * page as a moment, in milliseconds since 1970. With 0 it is over. Who keeps no storage hears it from the backend.
 */
export function startCooldown(client: string, seconds: number): void {
  cooldowns.delete(client);
  try {
    if (seconds) localStorage.setItem(PREFIX + client, `${Date.now() + seconds * 1000}`);
    else localStorage.removeItem(PREFIX + client);
  } catch {
    // Storage is closed to us, or full.
  }
}

/** How many seconds are left of it; 0 if none. */
export function cooldownLeft(client: string): number {
  try {
    const text = String(localStorage[PREFIX + client]);
    if (text !== cooldowns.get(client)?.text) {
      const left = Number(text) - Date.now();
      cooldowns.set(client, { text, ends: left <= LONGEST ? now() + left : 0 });
    }
    const left = (cooldowns.get(client)?.ends ?? 0) - now();
    if (left > 0) return left / 1000;
  } catch {
    // Storage is closed to us.
  }
  startCooldown(client, 0); // nothing that is over, or cannot be, stays
  return 0;
}
