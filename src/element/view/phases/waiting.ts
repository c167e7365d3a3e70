/** The phases in which the customer waits for the backend. */
import type { PhaseView } from '../view.js';

export const requestingEmail: PhaseView<'requesting-email'> = (_, words) => ({
  status: words['requesting-email'],
  isBusy: true,
  labels: { cancel: words.cancel },
});

/** The customer cannot cancel: the code may be spent already. */
export const exchanging: PhaseView<'exchanging'> = ({ isOffline }, words) => ({
  status: words[isOffline ? 'offline' : 'exchanging'],
  isBusy: true,
  labels: {},
});
