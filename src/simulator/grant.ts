/** The access that a customer gave to a partner. */
export interface Grant {
  readonly clientId: string;
  readonly userId: number;
  /** The chosen profile. Undefined if the customer has no profile, or the partner created the account. */
  readonly profileId: bigint | undefined;
}
