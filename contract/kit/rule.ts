/** A sentence of the contract, and the page and heading where it stands. */
export interface Rule {
  sentence: string;
  at: string;
}
