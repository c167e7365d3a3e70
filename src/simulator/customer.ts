import type { Address } from './address.js';

/** A person's profile. Wise's ids are int64, which a JavaScript number cannot hold. */
export interface PersonalProfile {
  readonly type: 'PERSONAL';
  readonly id: bigint;
  readonly firstName: string;
  readonly lastName: string;
  /** Undefined: Wise sends none. */
  readonly dateOfBirth: string | undefined;
  /** Wise masks the data (`obfuscated` in recorded responses; the API reference does not list the field). */
  readonly obfuscated: boolean;
  /** Undefined: an example address. */
  readonly address?: Address | undefined;
}

/** A company's profile. Its owner also has a personal profile. */
export interface BusinessProfile {
  readonly type: 'BUSINESS';
  readonly id: bigint;
  readonly businessName: string;
  /** Undefined: Wise sends none. */
  readonly registrationNumber: string | undefined;
  /** Undefined: an example address. */
  readonly address?: Address | undefined;
}

/** A profile. A customer always gives access to one profile. */
export type Profile = PersonalProfile | BusinessProfile;

/** A Wise user: at most one personal profile, any number of business profiles. */
export interface Customer {
  readonly userId: number;
  email: string;
  readonly password: string;
  readonly twoFactor: boolean;
  readonly profiles: readonly Profile[];
  /** Used in place of the password for an account that a partner created by API. */
  registrationCode: string | undefined;
  /** Distinguishes customers with the same name: "Log in as <label>". */
  readonly label: string;
  /** What this customer demonstrates. */
  readonly shows: string;
}

/** The name of a company or a person. */
export function profileName(profile: Profile): string {
  return profile.type === 'BUSINESS' ? profile.businessName : `${profile.firstName} ${profile.lastName}`;
}

/**
 * The profiles that access to one profile includes. Access to a business also lists its owner's personal profile, as
 * recorded in Open Collective's use of the API, although Wise documents only the selected profile.
 */
export function reachableProfiles(customer: Customer, profileId: bigint | undefined): readonly Profile[] {
  if (profileId === undefined) return customer.profiles;
  const granted = customer.profiles.find((profile) => profile.id === profileId);
  const withOwner = granted?.type === 'BUSINESS';
  return customer.profiles.filter((profile) => profile === granted || (withOwner && profile.type === 'PERSONAL'));
}
