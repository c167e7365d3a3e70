// The types of the planted bugs of the threat model.
import type { Plant } from './plant.js';

/**
 * A test: its file in `test`, and its title as in the threat model, or longer; `…` stands for a value. If several groups of
 * an end-to-end file have the test, the third member names the group to run.
 */
export type Cited = readonly [file: string, title: string, group?: string];

/** A bug that removes the defense against one threat. */
export interface Bug {
  /** The start of the threat in the second column of the threat model. */
  threat: string;
  /** What is wrong with this bug. */
  bug: string;
  plants: readonly Plant[];
  /** The tests that must fail. */
  tests: readonly Cited[];
  /** The message of a failure without an assertion, for example of a timeout in the page. */
  failure?: RegExp;
}
