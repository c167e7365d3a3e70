import type { BusinessProfile, Customer, PersonalProfile, Profile } from '../customer.js';

/** A profile as in `GET /v2/profiles` (Wise API reference, profile). */
export function profileAnswer(customer: Customer, profile: Profile): Record<string, unknown> {
  const own = profile.type === 'PERSONAL' ? personal(profile) : business(profile);
  return {
    type: profile.type,
    id: profile.id,
    publicId: `00000000-0000-4000-8000-${profile.id.toString(16).padStart(12, '0')}`,
    userId: customer.userId,
    address: ADDRESS,
    email: customer.email,
    createdAt: '2023-01-15T10:30:00',
    updatedAt: '2023-01-15T10:30:00',
    obfuscated: false,
    dataObfuscated: false,
    currentState: 'VISIBLE',
    contactDetails: { email: customer.email, phoneNumber: PHONE },
    ...own,
  };
}

/** A profile as in `GET /v1/profiles`, which Wise documents as deprecated and public programs still call. */
export function oldProfileAnswer(customer: Customer, profile: Profile): Record<string, unknown> {
  const { firstName, lastName, dateOfBirth, phoneNumber, businessName: name, ...rest } = profileAnswer(customer, profile);
  const details = profile.type === 'PERSONAL'
    ? { firstName, lastName, dateOfBirth, phoneNumber, avatar: '', occupation: '', occupations: null, primaryAddress: ADDRESS.id }
    : { name, registrationNumber: rest['registrationNumber'], companyType: 'LIMITED', companyRole: rest['companyRole'], primaryAddress: ADDRESS.id };
  return { id: profile.id, type: profile.type.toLowerCase(), details };
}

function personal({ firstName, lastName, dateOfBirth, obfuscated }: PersonalProfile) {
  const shown = {
    avatar: null,
    firstName,
    lastName,
    preferredName: null,
    dateOfBirth,
    phoneNumber: PHONE,
    secondaryAddresses: [],
    fullName: `${firstName} ${lastName}`,
  };
  return obfuscated ? { ...shown, ...masked(shown) } : shown;
}

// Wise does not document which fields it masks. This is the worst case for a partner: nothing is left to compare.
function masked({ firstName, lastName }: { firstName: string; lastName: string }) {
  const stars = (text: string) => `${text.charAt(0)}${'*'.repeat(text.length - 1)}`;
  return {
    firstName: stars(firstName),
    lastName: stars(lastName),
    fullName: `${stars(firstName)} ${stars(lastName)}`,
    dateOfBirth: null,
    phoneNumber: null,
    obfuscated: true,
    dataObfuscated: true,
  };
}

function business({ businessName, registrationNumber }: BusinessProfile) {
  return {
    businessName,
    registrationNumber,
    companyType: 'LIMITED_COMPANY',
    companyRole: 'OWNER',
    webpage: null,
    fullName: businessName,
  };
}

const PHONE = '+447700900123';

const ADDRESS = {
  id: 36086782,
  addressFirstLine: '24 Willow Creek Lane',
  city: 'Bristol',
  countryIso2Code: 'GB',
  countryIso3Code: 'gbr',
  postCode: 'BS1 6AE',
  stateCode: null,
};
