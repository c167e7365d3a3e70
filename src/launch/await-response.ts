import { isResponseTo, type Expected } from '../oauth/redirect-uri.js';
import { readUrl } from '../read-url.js';
import type { Letter } from './launcher.js';
import { roads } from './callback-channel.js';
import { storedAttempts } from '../attempt/stored-attempts.js';

/** Looks when a page comes back to life, or the customer to it: so what was stored meanwhile is found, and no poll is waited for. */
export function onAwake(look: () => void, signal: AbortSignal): void {
  for (const type of ['focus', 'pageshow', 'resume', 'visibilitychange']) addEventListener(type, look, { capture: true, signal });
}

/** Resolves with the first response to this attempt, by whichever transport: a message, the channel, or the stored attempt. */
export const arrival = (expected: Expected, signal: AbortSignal): Promise<Letter> =>
  new Promise((resolve) => {
    const take = (text: string, road: Letter['road']): boolean => {
      const letter = readUrl(text);
      const isOurs = !!letter && isResponseTo(letter, expected);
      if (isOurs) resolve({ letter, road });
      return isOurs;
    };
    const acknowledge = roads(expected.state, signal, (text, road) => {
      if (typeof text === 'string' && text.length <= 4096 && take(text, road)) acknowledge();
    });
    onAwake(() => take(storedAttempts().get(expected.state)?.letter ?? '', 'note'), signal);
  });
