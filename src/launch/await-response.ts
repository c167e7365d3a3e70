import { isResponseTo, type Expected } from '../oauth/redirect-uri.js';
import { readUrl } from '../read-url.js';
import type { Letter } from './launcher.js';
import { receive } from './callback-channel.js';
import { notes } from '../attempt/stored-attempts.js';

/** When a page comes back to life, or the customer to it: what was noted meanwhile is looked at, and no poll is waited for. */
export const AWAKE = ['focus', 'pageshow', 'resume', 'visibilitychange'];

/** Waits for the response on every transport: as a message, over the channel, or in the stored attempt. */
export const arrival = (expected: Expected, signal: AbortSignal): Promise<Letter> =>
  new Promise((resolve) => {
    void receive(expected, signal).then(resolve);
    const look = (): void => {
      const letter = readUrl(notes().get(expected.state)?.letter ?? '');
      if (letter && isResponseTo(letter, expected)) resolve({ letter, road: 'note' });
    };
    for (const type of AWAKE) addEventListener(type, look, { capture: true, signal });
  });
