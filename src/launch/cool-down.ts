const NAME = 'wise-link:email ';

/** The longest that is believed, in milliseconds: the clock may have jumped, or somebody else have written it. */
const LONGEST = 600_000;

/**
 * From now on and for so many seconds no other e-mail can be asked for: told to all tabs of this browser and to the next
 * page as a moment, in milliseconds since 1970. With 0 it is over. Who keeps no storage hears it from the backend.
 */
export function coolDown(client: string, seconds: number): void {
  try {
    if (seconds) localStorage.setItem(NAME + client, `${Date.now() + seconds * 1000}`);
    else localStorage.removeItem(NAME + client);
  } catch {
    // Storage is closed to us, or full.
  }
}

/** How many seconds are left of it; 0 if none. */
export function coolFor(client: string): number {
  try {
    const left = Number(localStorage[NAME + client]) - Date.now();
    if (left > 0 && left <= LONGEST) return left / 1000;
  } catch {
    // Storage is closed to us.
  }
  coolDown(client, 0); // nothing that is over, or cannot be, stays
  return 0;
}
