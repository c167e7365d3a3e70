/** The result of a row. */
export interface Outcome {
  /** Whether the backend was killed at the point of the row. */
  wasKilled: boolean;
  /** The answer to each replayed request; for a person who does not return, the status. */
  answers: string[];
  /** Whether another replay got the same bytes. */
  isRepeated: boolean;
  /** The status of the attempt, as a reloaded page gets it. */
  status: string;
  /** How many seconds the element waited for the last answer. */
  waited: number;
  /** Token calls with the code at Wise, and how many of them were granted. */
  calls: number;
  granted: number;
  /** The number of tokens in the database at the end. */
  kept: number;
  /** Whether Wise accepts the backend's access token of the customer. */
  works: boolean;
  /** The names of secrets in the output of the backend. */
  leaks: string[];
}
