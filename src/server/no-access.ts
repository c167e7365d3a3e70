/** Why there is no access token: nothing was linked, the customer must link again, or Wise does not serve now. */
export type NoAccessReason = 'not_linked' | 'link_ended' | 'wise_unavailable';

/** Tells the bank's own code that it cannot act for the customer at Wise, and why. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess';
  readonly reason: NoAccessReason;

  constructor(reason: NoAccessReason) {
    super(reason);
    this.reason = reason;
  }
}
