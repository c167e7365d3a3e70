/** What came of a row. */
export interface Outcome {
  /** Whether the backend died where it should. */
  wasKilled: boolean;
  /** What the replay was answered, to each of the person's requests in turn; of who is gone, what the status says. */
  answers: string[];
  /** Whether one more replay of each was answered with the same bytes. */
  isRepeated: boolean;
  /** What the status says of the attempt, for a page that was reloaded. */
  status: string;
  /** How long the element had to wait for the last answer, in seconds. */
  waited: number;
  /** Token calls that Wise saw with the code, and those that it granted. */
  calls: number;
  granted: number;
  /** Tokens in the database at the end. */
  kept: number;
  /** Whether Wise takes the access token that the backend gives out for the customer. */
  works: boolean;
  /** The names of secrets that stand in the output of either process. */
  leaks: string[];
}
