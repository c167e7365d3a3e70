import type { Customer, PersonalProfile } from '../customer.js';

/** A user as in `GET /v1/me` (Wise API reference, user). `details` is null without a personal profile. */
export function userAnswer({ userId, email, profiles }: Customer): Record<string, unknown> {
  const person = profiles.find((profile) => profile.type === 'PERSONAL');
  const name = person ? `${person.firstName} ${person.lastName}` : null;
  return { id: userId, name, email, active: true, details: person ? details(person) : null };
}

function details({ firstName, lastName, dateOfBirth }: PersonalProfile) {
  return { firstName, lastName, dateOfBirth };
}
