/** The view of each phase. */
import type { Phase } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { confirming, linked } from './phases/account.js';
import { authorizing } from './phases/authorizing.js';
import { awaitingCode } from './phases/awaiting-code.js';
import { failed } from './phases/failed.js';
import { idle } from './phases/idle.js';
import { exchanging } from './phases/waiting.js';
import type { PhaseView, Surroundings, View } from './view.js';

const PHASES: { [P in Phase]: PhaseView<P> } = {
  idle,
  authorizing,
  'requesting-email': awaitingCode,
  'awaiting-code': awaitingCode,
  exchanging,
  confirming,
  linked,
  failed,
};

/** What the card shows in the state of a surroundings. `isFramed`: the page is in a frame. */
export function viewOf(surroundings: Surroundings, words: Words, isFramed: boolean): View {
  const { state } = surroundings;
  const shown = (PHASES[state.phase] as PhaseView<Phase>)(state, words, surroundings, isFramed);
  return { main: 'launch', isBusy: false, news: shown.status, ...shown };
}
