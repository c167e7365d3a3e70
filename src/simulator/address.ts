/** An address of a profile, without its id (Wise API reference, profile). */
export interface Address {
  readonly addressFirstLine: string;
  readonly city: string;
  /** As `GB`. */
  readonly countryIso2Code: string;
  /** As `gbr`: lower case, as in Wise's examples. */
  readonly countryIso3Code: string;
  readonly postCode: string;
  /** Null in countries without states. */
  readonly stateCode: string | null;
}

const STREETS = [
  ['24 Willow Creek Lane', 'Bristol', 'BS1 6AE'],
  ['15 Tech Hub Studios', 'Manchester', 'M1 7JA'],
  ['3 Harbour View', 'Leith', 'EH6 6QQ'],
  ['81 Orchard Road', 'Cardiff', 'CF10 1EP'],
  ['7 Station Approach', 'Leeds', 'LS1 4YZ'],
] as const;

/** The address of a profile that was created without one. Profiles with different ids mostly have different ones. */
export function addressFor(profileId: bigint): Address {
  const [addressFirstLine, city, postCode] = STREETS[Number(profileId % BigInt(STREETS.length))] ?? STREETS[0];
  return { addressFirstLine, city, countryIso2Code: 'GB', countryIso3Code: 'gbr', postCode, stateCode: null };
}

/** The id of the address of a profile. */
export function addressId(profileId: bigint): number {
  return 36_000_000 + Number(profileId % 1_000_000n);
}
