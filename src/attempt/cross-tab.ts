import { NAME } from '../name-prefix.js';

/**
 * Notifies the other tabs of this browser that the client's account is linked. The text is masked. It is in storage only
 * while the browser dispatches the event.
 */
export function notifyTabs(client: string, text: string): void {
  try {
    localStorage.setItem(NAME + client, text);
    localStorage.removeItem(NAME + client);
  } catch {
    // Without storage the other tabs get it from the backend when they are loaded again.
  }
}

/** Calls `notified` with what another tab has written. It is untrusted: any script on this origin can write it. */
export const listenToTabs = (client: () => string, notified: (text: string) => void, signal: AbortSignal): void =>
  addEventListener('storage', ({ key, newValue }) => key === NAME + client() && newValue && notified(newValue), { signal });
