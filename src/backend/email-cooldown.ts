/** The cool-down between two emails, shared by all tabs of this browser. */
import { now } from '../timer.js';

const PREFIX = 'wise-link:email ';

/** The longest accepted cooldown, in milliseconds: the stored value is untrusted input. */
const LONGEST = 600_000;

/** The stored value that this page has read, by client, and when that cooldown ends on the monotonic clock. */
const cooldowns = new Map<string, { text: string; ends: number }>();

/**
 * Blocks requests for another email for so many seconds, in all tabs of this browser; 0 ends it. Stores the end in milliseconds
 * since 1970. Without storage, the backend still rejects an early request.
 */
export function startCooldown(client: string, seconds: number): void {
  cooldowns.delete(client);
  try {
    if (seconds) localStorage.setItem(PREFIX + client, `${Date.now() + seconds * 1000}`);
    else localStorage.removeItem(PREFIX + client);
  } catch {
    // Storage is blocked or full.
  }
}

/** The seconds until the cooldown ends; 0 if there is none. */
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
    // Storage is blocked.
  }
  startCooldown(client, 0); // removes an ended or invalid value
  return 0;
}
