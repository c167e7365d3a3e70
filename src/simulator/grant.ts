/** What a customer allowed a partner. */
export interface Grant {
  readonly clientId: string;
  readonly userId: number;
  /** The one profile that was chosen; none if the customer has none yet, or if the partner created the account. */
  readonly profileId: bigint | undefined;
}
