import { addressFor, addressId } from '../address.js';
import type { BusinessProfile, Customer, PersonalProfile, Profile } from '../customer.js';

/** A phone number that Ofcom keeps free for fiction. */
export const PHONE = '+447700900123';

/** A profile as in `GET /v2/profiles` (Wise API reference, profile). */
export function profileAnswer(customer: Customer, profile: Profile): Record<string, unknown> {
  return {
    type: profile.type,
    id: profile.id,
    publicId: publicId(profile.id),
    userId: customer.userId,
    address: addressAnswer(profile),
    email: customer.email,
    createdAt: '2023-01-15T10:30:00',
    updatedAt: '2023-01-15T10:30:00',
    obfuscated: profile.type === 'PERSONAL' && profile.obfuscated,
    dataObfuscated: profile.type === 'PERSONAL' && profile.obfuscated,
    currentState: 'VISIBLE',
    contactDetails: contactOf(customer, profile),
    ...(profile.type === 'PERSONAL' ? { avatar: null, ...shownPerson(profile), secondaryAddresses: [] } : business(profile)),
  };
}

/** The data of a person that Wise shows. */
export interface ShownPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly preferredName: string;
  readonly dateOfBirth: string | undefined;
  readonly phoneNumber: string | undefined;
}

/**
 * The data of a person. Wise does not document which fields it masks. This is the worst case for a partner: nothing is left
 * to compare. A field without a value is missing, because Wise's OpenAPI allows no null there.
 */
export function shownPerson({ firstName, lastName, dateOfBirth, obfuscated }: PersonalProfile): ShownPerson {
  const [first, last] = obfuscated ? [masked(firstName), masked(lastName)] : [firstName, lastName];
  return {
    firstName: first,
    lastName: last,
    preferredName: first,
    dateOfBirth: obfuscated ? undefined : dateOfBirth,
    phoneNumber: obfuscated ? undefined : PHONE,
    fullName: `${first} ${last}`,
  };
}

/** A UUID that has all digits of the id, which may be as long as 16 hexadecimal digits. */
function publicId(id: bigint): string {
  const digits = id.toString(16).padStart(16, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4000-8000-00000000${digits.slice(12)}`;
}

function masked(text: string): string {
  return `${text.charAt(0)}${'*'.repeat(text.length - 1)}`;
}

function contactOf({ email }: Customer, profile: Profile) {
  return { email, phoneNumber: profile.type === 'PERSONAL' ? shownPerson(profile).phoneNumber : PHONE };
}

function addressAnswer({ id, address }: Profile) {
  return { id: addressId(id), ...(address ?? addressFor(id)) };
}

function business(profile: BusinessProfile) {
  const { businessName, registrationNumber } = profile;
  return {
    businessName,
    registrationNumber,
    descriptionOfBusiness: 'SOFTWARE_DEVELOPMENT',
    webpage: 'https://business.example/',
    companyType: 'LIMITED_COMPANY',
    companyRole: 'OWNER',
    businessFreeFormDescription: 'A company for tests',
    firstLevelCategory: 'CONSULTING_IT_BUSINESS_SERVICES',
    secondLevelCategory: 'IT_DEVELOPMENT',
    operationalAddresses: [addressAnswer(profile)],
    fullName: businessName,
  };
}
