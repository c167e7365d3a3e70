import { sameName } from './same-name.js';
import type { Comparison, Resemblance } from './rule.js';

/**
 * The default rule for a personal profile: the same date of birth and the same name. About one adult in 22,000 shares a
 * date of birth, so neither is enough alone.
 */
export function samePerson({ customer, profile }: Comparison): Resemblance {
  const bank = { given: customer.givenName, family: customer.familyName };
  const wise = { given: profile.firstName, family: profile.lastName };
  const isSame = isDateOfBirth(profile.dateOfBirth) && profile.dateOfBirth === customer.dateOfBirth && sameName(bank, wise);
  return isSame ? 'same' : 'different';
}

// Two records without a date of birth, or with the placeholder of a database, do not agree on one.
function isDateOfBirth(text: string | null): boolean {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text) || text <= '1900-01-01') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
