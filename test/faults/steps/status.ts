import type { Step } from '../faults.js';

const NOT_YET = 'There is no status-url yet: nothing asks for a status.';

/** The backend is asked how an attempt stands. */
export const status: Step = {
  name: 'status',
  cells: {
    throws: NOT_YET,
    rejects: NOT_YET,
    null: NOT_YET,
    never: NOT_YET,
    slow: NOT_YET,
    duplicate: NOT_YET,
    reordered: NOT_YET,
    stale: NOT_YET,
    garbage: NOT_YET,
    'wrong type': NOT_YET,
    freeze: NOT_YET,
    disconnect: NOT_YET,
    reload: NOT_YET,
  },
};
