import type { MaskedLink } from './masked-link.js';

/** A Wise profile for which the bank holds tokens. */
export interface LinkedProfile extends MaskedLink {
  /** Wise's id of the profile, for `accessToken` and for calls to Wise. It must not reach the customer's page. */
  profileId: string;
  linkedAt: Date;
}
