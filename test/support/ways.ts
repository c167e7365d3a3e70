import type { State } from '../../src/flow/state.js';
import { en } from '../../src/locales/en.js';
import { viewOf } from '../../src/element/view/view-of.js';
import type { Surroundings, View } from '../../src/element/view/view.js';

/** The ways that a test leaves open. */
export interface Open extends Pick<Surroundings, 'hasUrl' | 'cooldownSeconds' | 'expires' | 'isAsking'> {
  start: ReturnType<Surroundings['chosenFlow']>;
  canEmail: boolean;
  isFramed: boolean;
}

const ON_PAGE: Open = { start: 'popup', canEmail: false, isFramed: false, hasUrl: true, cooldownSeconds: 0, expires: undefined, isAsking: false };

/** What the card shows in a state, in English: by a popup, on a page without an e-mail endpoint, unless something else is said. */
export function viewIn(state: State, open: Partial<Open> = {}): View {
  const { start, canEmail, isFramed, ...ways } = { ...ON_PAGE, ...open };
  return viewOf({ ...ways, state, chosenFlow: () => start, config: canEmail ? { emailUrl: '/email' } : undefined }, en, isFramed);
}
