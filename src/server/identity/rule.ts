import type { Customer } from '../customer.js';
import type { Address, Profile } from '../profile.js';

/** What a rule gets: the customer, the profile that was chosen, and all profiles that Wise returned for the tokens. */
export interface Comparison {
  customer: Customer;
  profile: Profile;
  /** All profiles, also the chosen one. */
  profiles: readonly Profile[];
  /** The chosen profile's country, ISO 3166-1 alpha-2 in upper case; null if Wise sent none. */
  country: string | null;
  /** The chosen profile's address; null if Wise sent none. */
  address: Address | null;
}

/** `ask-a-human`: the rule cannot decide. The account is not linked, and the log gets `identity_review`. */
export type Resemblance = 'same' | 'different' | 'ask-a-human';

/** Whether a Wise profile belongs to the customer. An error that a rule throws is answered with `internal_error`, and the request can be sent again. */
export type IdentityRule = (comparison: Comparison) => Resemblance | Promise<Resemblance>;
