import type { Row } from './row.js';

/** The violation of an invariant. */
export class Violation extends Error {
  readonly invariant: string;
  /** The schedule that violates it. */
  row: Row | undefined;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}
