import type { Letter } from './launcher.js';
import { receive } from './mailbox.js';
import { notes } from './notes.js';

/** When a page comes back to life, or the customer to it: what was noted meanwhile is looked at, and no poll is waited for. */
export const AWAKE = ['focus', 'pageshow', 'resume', 'visibilitychange'];

/** Waits for the letter on every road: as a message, over the channel, or in the attempt's note. */
export const arrival = (state: string, signal: AbortSignal): Promise<Letter> =>
  new Promise((resolve) => {
    void receive(state, signal).then(resolve);
    const look = (): void => {
      const letter = notes().get(state)?.letter;
      if (letter && URL.canParse(letter)) resolve({ letter: new URL(letter), road: 'note' });
    };
    for (const type of AWAKE) addEventListener(type, look, { capture: true, signal });
  });
