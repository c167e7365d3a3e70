/** Why there is no access token: no link exists, the customer must link again, or Wise is unavailable. */
export type NoAccessReason = 'not_linked' | 'link_ended' | 'wise_unavailable';

/** Thrown when the bank's own code cannot act for the customer at Wise. `reason` says why. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess';
  readonly reason: NoAccessReason;

  constructor(reason: NoAccessReason) {
    super(reason);
    this.reason = reason;
  }
}
