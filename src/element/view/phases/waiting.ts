/** The phase in which the customer waits for the answer to a code. */
import type { PhaseView } from '../view.js';

/** The customer cannot cancel: the code may be spent already. */
export const exchanging: PhaseView<'exchanging'> = ({ isOffline }, words) => ({
  status: words[isOffline ? 'offline' : 'exchanging'],
  isBusy: true,
  labels: {},
});
