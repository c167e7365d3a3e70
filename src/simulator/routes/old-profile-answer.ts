import { addressId } from '../address.js';
import type { BusinessProfile, Customer, PersonalProfile, Profile } from '../customer.js';
import { shownPerson } from './profile-answer.js';

/** A profile as in `GET /v1/profiles`, which Wise documents as deprecated and public programs still call. */
export function oldProfileAnswer(_: Customer, profile: Profile): Record<string, unknown> {
  const own = profile.type === 'PERSONAL' ? personal(profile) : business(profile);
  return { id: profile.id, type: profile.type.toLowerCase(), details: { ...own, primaryAddress: addressId(profile.id) } };
}

function personal(profile: PersonalProfile) {
  const { firstName, lastName, dateOfBirth, phoneNumber } = shownPerson(profile);
  const inKana = { firstNameInKana: null, lastNameInKana: null };
  return { firstName, lastName, dateOfBirth, phoneNumber, avatar: '', occupation: '', occupations: null, ...inKana };
}

function business({ businessName: name, registrationNumber }: BusinessProfile) {
  return {
    name,
    registrationNumber,
    acn: null,
    abn: null,
    arbn: null,
    companyType: 'LIMITED',
    companyRole: 'OWNER',
    descriptionOfBusiness: 'Information and communication',
    webpage: 'https://business.example/',
    businessCategory: 'CONSULTING_IT_BUSINESS_SERVICES',
    businessSubCategory: 'DESIGN',
  };
}
