import * as fc from 'fast-check';
import { reduced } from './reduce.js';
import type { Row } from './row.js';
import { play, replay, schedules } from './schedule.js';
import type { Scripts } from './scripts.js';
import { settings } from './setting.js';
import { Violation } from './violation.js';

/** A reduced schedule that violates an invariant. */
export interface Find {
  invariant: string;
  message: string;
  /** The number of schedules until it was found. */
  schedules: number;
  seed: number;
  row: Row;
}

/** Runs random schedules until one fails. */
export function fails(scripts: Scripts, runs: number, seed: number): { broken: Violation; schedules: number } | undefined {
  const property = fc.property(settings, schedules, (setting, commands) => play(scripts, setting, commands));
  const { errorInstance, numRuns } = fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  if (errorInstance instanceof Violation) return { broken: errorInstance, schedules: numRuns };
  if (errorInstance) throw errorInstance;
  return undefined;
}

/** Runs random schedules until one fails, and reduces it. */
export function search(scripts: Scripts, runs: number, seed: number): Find | undefined {
  const found = fails(scripts, runs, seed);
  if (!found?.broken.row) return undefined;
  const { invariant, row, message } = found.broken;
  const again = (shorter: Row): Violation | undefined => violation(scripts, shorter);
  const shortest = reduced(row, (shorter) => again(shorter)?.invariant === invariant);
  return { invariant, message: again(shortest)?.message ?? message, schedules: found.schedules, seed, row: shortest };
}

/** The violation of a recorded schedule. */
export function violation(scripts: Scripts, row: Row): Violation | undefined {
  try {
    replay(scripts, row);
  } catch (cause) {
    if (cause instanceof Violation) return cause;
    throw cause;
  }
  return undefined;
}

/** A violation as text, with a row for regressions.ts. */
export const inWords = ({ message, schedules: count, seed, row }: Find): string =>
  `${message}\n(schedule ${count} of seed ${seed}; a row for regressions.ts:)\n${JSON.stringify(row, undefined, 2)}`;
