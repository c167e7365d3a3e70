import type { Switches } from './switches.js';

/** The names of the presets, on the command line and in options. */
export type ScenarioName = 'works' | 'slow' | 'unavailable' | 'rate-limited' | 'isolated' | 'no-state-on-error';

/** Presets of switches. */
export const SCENARIOS: Readonly<Record<ScenarioName, Partial<Switches>>> = {
  'works': {},
  'slow': { latencyMs: 5000 },
  'unavailable': { unavailable: true },
  'rate-limited': { rateLimited: true },
  'isolated': { coop: 'same-origin' },
  'no-state-on-error': { stateOnError: false },
};

/** All names of presets. */
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly ScenarioName[];
