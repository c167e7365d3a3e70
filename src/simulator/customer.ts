/** A natural person's profile. Ids are int64 at Wise, so they do not fit a JavaScript number. */
export interface PersonalProfile {
  readonly type: 'PERSONAL';
  readonly id: bigint;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: string;
  /** Wise answers with masked data (`obfuscated` in recorded responses; the reference does not list the field). */
  readonly obfuscated: boolean;
}

/** A company's profile; its owner's personal profile stands beside it. */
export interface BusinessProfile {
  readonly type: 'BUSINESS';
  readonly id: bigint;
  readonly businessName: string;
  readonly registrationNumber: string;
}

/** What a customer gives access to: always one profile. */
export type Profile = PersonalProfile | BusinessProfile;

/** A Wise user: at most one personal profile, any number of business profiles. */
export interface Customer {
  readonly userId: number;
  email: string;
  readonly password: string;
  readonly twoFactor: boolean;
  readonly profiles: readonly Profile[];
  /** Stands for the password of an account that a partner created by API. */
  registrationCode: string | undefined;
  /** Tells apart customers of the same name: "Log in as <label>". */
  readonly label: string;
  /** What this customer is there to show. */
  readonly shows: string;
}

/** The name that people read, of a company or a person. */
export function profileName(profile: Profile): string {
  return profile.type === 'BUSINESS' ? profile.businessName : `${profile.firstName} ${profile.lastName}`;
}

/**
 * The profiles that an access to one profile reaches. An access to a business also lists its owner's personal profile,
 * as recorded in Open Collective's use of the API, although the documents speak of the selected profile only.
 */
export function reachableProfiles(customer: Customer, profileId: bigint | undefined): readonly Profile[] {
  if (profileId === undefined) return customer.profiles;
  const granted = customer.profiles.find((profile) => profile.id === profileId);
  const withOwner = granted?.type === 'BUSINESS';
  return customer.profiles.filter((profile) => profile === granted || (withOwner && profile.type === 'PERSONAL'));
}
