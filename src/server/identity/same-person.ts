import { sameName } from './same-name.js';
import type { Comparison, Resemblance } from './rule.js';

/**
 * The default rule for a personal profile: the same date of birth and the same name. About one adult in 22,000 shares a
 * date of birth, so neither is enough alone.
 */
export function samePerson({ customer, profile }: Comparison): Resemblance {
  const bank = { given: customer.givenName, family: customer.familyName };
  const wise = { given: profile.firstName, family: profile.lastName };
  const isSame = profile.dateOfBirth === customer.dateOfBirth && isDateOfBirth(customer.dateOfBirth) && sameName(bank, wise);
  return isSame ? 'same' : 'different';
}

// Two records without a date of birth, or with the placeholder of a database, do not agree on one.
function isDateOfBirth(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  // Only a day that exists is written as it was read.
  return text > '1900-01-01' && !Number.isNaN(date.getTime()) && date.toISOString() === `${text}T00:00:00.000Z`;
}
