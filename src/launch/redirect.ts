import type { Launcher } from './launcher.js';
import { forget, pend, pended, takeLetter } from './mailbox.js';

/** Leaves for Wise in this tab. The page that comes back, a new one, finds its letter with `returned`. */
export const redirect: Launcher = async ({ url, state, expires }, signal, hint) => {
  pend(state, { url, expires: `${expires}`, returnTo: location.href });
  signal.addEventListener('abort', () => forget(state));
  // Back at Wise brings this very page out of the back/forward cache, still waiting.
  addEventListener('pageshow', ({ persisted }) => persisted && hint('gone'), { signal });
  location.assign(url);
  return new Promise(() => {});
};

/** A letter that has come to this page. */
export interface Arrival {
  state: string;
  letter: string;
  /** When its attempt ends. Undefined if this tab has not left for it: it belongs to another window. */
  expires?: number;
}

/**
 * The letter that has come for the client whose authorization requests `requestOf` makes: laid down by the redirect
 * page, or in the address of this page, where this is itself the redirect URI. It is taken, so it is read once.
 */
export function returned(requestOf: (state: string) => string, redirectUri: string): Arrival | undefined {
  const here = new URL(location.href);
  const answered = here.searchParams.get('state');
  for (const [state, { url, letter, expires }] of pended()) {
    if (!expires) forget(state); // nobody of ours wrote that
    else if (url === requestOf(state) && (letter || state === answered)) {
      forget(state);
      return { state, letter: letter ?? takeLetter(), expires: Number(expires) };
    }
  }
  const isOurs = redirectUri.split('?')[0] === here.origin + here.pathname;
  return answered && isOurs ? { state: answered, letter: takeLetter() } : undefined;
}
