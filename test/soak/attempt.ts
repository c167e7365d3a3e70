// One attempt of a customer, as its page and its database report it.
import type { Person } from '../crash/rows.js';

/** What the customer does in an attempt. */
export interface Plan extends Person {
  /** Whether every request is sent twice at the same time, as by two tabs. */
  isDoubled: boolean;
}

/** The end of an attempt. */
export interface Ended {
  attemptId: string;
  customer: string;
  plan: Plan;
  /** The answers to the customer's requests, each of which was repeated until it was final. */
  answers: string[];
  /** Whether every repetition of a request got the same bytes. */
  isRepeated: boolean;
  /** The longest wait for a final answer, in seconds. */
  waited: number;
  /** What the status endpoint says of the attempt. */
  status: string;
  /** What the database has. */
  row: { status: string; isSealed: boolean };
  /** How many requests the page sent, with the repeated ones. */
  requests: number;
  /** Token calls with the code at Wise, and how many of them returned tokens. */
  calls: number;
  granted: number;
  /** Whether the customer's access token gets their own profile from Wise. Only looked at after "linked". */
  works: boolean;
}
