import type { Switches } from './switches.js';

/** Presets of switches, by their name on the command line. */
export const SCENARIOS = {
  works: {},
  slow: { latencyMs: 5000 },
  unavailable: { unavailable: true },
  'rate-limited': { rateLimited: true },
  isolated: { coop: 'same-origin' },
  'no-state-on-error': { stateOnError: false },
} as const satisfies Record<string, Partial<Switches>>;
