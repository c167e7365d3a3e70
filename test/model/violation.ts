import type { Row } from './row.js';

/** An invariant that does not hold. */
export class Violation extends Error {
  readonly invariant: string;
  /** The schedule in which it did not. */
  row: Row | undefined;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}
