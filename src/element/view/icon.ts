/** The icons of the phases. Decorative, so screen readers skip them. */
import type { Phase } from '../../flow/state.js';

const ENVELOPE = 'M3 5h18v14H3zl9 8 9-8';

/** One path each, in a square of 24 by 24. */
export const LINES: Record<Phase, string> = {
  idle: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  authorizing: 'M4 4h16v16H4zM4 9h16',
  'requesting-email': ENVELOPE,
  'awaiting-code': ENVELOPE,
  exchanging: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zm0-14v5l3 2',
  confirming: 'M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8zm-8 8c0-7 16-7 16 0',
  linked: 'M5 13l4 4L19 7',
  failed: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zm0-14v6m0 3v1',
};
