import type { Plant } from './plant.js';

/**
 * A test by its file, from the folder `test`, and its title, as the threat model cites it or more closely: `…` stands for a
 * value. Where several groups of an end-to-end file have the test, it is run in one of them.
 */
export type Cited = readonly [file: string, title: string, group?: string];

/** A bug that takes away the defense of one threat. */
export interface Bug {
  /** The threat, as the second column of the threat model begins. */
  threat: string;
  /** What is wrong then. */
  bug: string;
  plants: readonly Plant[];
  /** The tests that must fail. */
  tests: readonly Cited[];
  /** What a failure says that comes from no assertion, e.g. of a wait in the page. */
  says?: string;
}
