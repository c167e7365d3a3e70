import { isResponseTo, type Expected } from '../oauth/redirect-uri.js';
import { readUrl } from '../read-url.js';
import type { Letter } from './launcher.js';
import { receive } from './mailbox.js';
import { notes } from './notes.js';

/** Looks when a page comes back to life, or the customer to it: so what was stored meanwhile is found, and no poll is waited for. */
export function onAwake(look: () => void, signal: AbortSignal): void {
  for (const type of ['focus', 'pageshow', 'resume', 'visibilitychange']) addEventListener(type, look, { capture: true, signal });
}

/** Waits for the response on every transport: as a message, over the channel, or in the stored attempt. */
export const arrival = (expected: Expected, signal: AbortSignal): Promise<Letter> =>
  new Promise((resolve) => {
    void receive(expected, signal).then(resolve);
    const look = (): void => {
      const letter = readUrl(notes().get(expected.state)?.letter ?? '');
      if (letter && isResponseTo(letter, expected)) resolve({ letter, road: 'note' });
    };
    onAwake(look, signal);
  });
