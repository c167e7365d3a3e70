import { NAME } from '../name-prefix.js';

/**
 * Tells the other tabs of this browser that the client's account is linked. The text is masked, and stands in the
 * storage only for the moment in which the browser passes it on.
 */
export function tell(client: string, text: string): void {
  try {
    localStorage.setItem(NAME + client, text);
    localStorage.removeItem(NAME + client);
  } catch {
    // Storage is closed to us: the other tabs learn it when they are loaded again.
  }
}

/** Hears what another tab tells of the client. It is only paper: whoever takes it reads it again as a stranger's. */
export const hear = (client: () => string, heard: (text: string) => void, signal: AbortSignal): void =>
  addEventListener('storage', ({ key, newValue }) => key === NAME + client() && newValue && heard(newValue), { signal });
