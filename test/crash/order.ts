import type { Moment } from './moment.js';

/** What a backend process does for the test, apart from its work. */
export interface Order {
  /** When to die. */
  die?: Moment;
  /** How many seconds its clock is ahead. */
  ahead?: number;
  /** A query, whose rows are wanted. */
  sql?: string;
  /** Whose access token is wanted. */
  customer?: string;
}
