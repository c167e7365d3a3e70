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

/** What the view reads from the controller, and whether the page is in a frame: by a popup, on a page without an email endpoint, unless something else is said. */
export function waysOf(open: Partial<Open> = {}): [ways: Omit<Surroundings, 'state'>, isFramed: boolean] {
  const { start, canEmail, isFramed, ...ways } = { ...ON_PAGE, ...open };
  return [{ ...ways, chosenFlow: () => start, config: canEmail ? { emailUrl: '/email' } : undefined }, isFramed];
}

/** What the card shows in a state, in English. */
export function viewIn(state: State, open: Partial<Open> = {}): View {
  const [ways, isFramed] = waysOf(open);
  return viewOf({ ...ways, state }, en, isFramed);
}
