import { addressFor, addressId } from '../address.js';
import type { Customer, PersonalProfile } from '../customer.js';
import { shownPerson } from './profile-answer.js';

/** A user as in `GET /v1/me` (Wise API reference, user). `details` is null without a personal profile. */
export function userAnswer({ userId, email, profiles }: Customer): Record<string, unknown> {
  const person = profiles.find((profile) => profile.type === 'PERSONAL');
  const name = person ? shownPerson(person).fullName : null;
  return { id: userId, name, email, active: true, details: person ? details(person) : null };
}

function details(person: PersonalProfile) {
  const { firstName, lastName, phoneNumber, dateOfBirth } = shownPerson(person);
  const { addressFirstLine: firstLine, city, countryIso2Code: countryCode, postCode, stateCode } = person.address ?? addressFor(person.id);
  const address = { countryCode, firstLine, postCode, city, state: stateCode ?? '', occupation: '' };
  return { firstName, lastName, phoneNumber, dateOfBirth, occupation: '', avatar: '', primaryAddress: addressId(person.id), address };
}
