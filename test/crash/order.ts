import type { Moment } from './moment.js';

/** An instruction from the test to the backend process. */
export interface Order {
  /** Kill yourself at this moment. */
  crash?: Moment;
  /** Set how many seconds the clock is ahead. */
  offsetSeconds?: number;
  /** Run this query and return its rows. */
  sql?: string;
  /** Return an access token of this customer. */
  customer?: string;
  /** Send this request to the internal API of the service. */
  inside?: { method: string; path: string; body?: string };
}
