import type { Customer } from './customers.js';
import { fullName } from './customers.js';
import type { Profile } from './wise-answers.js';

/** Whether a Wise business profile is the customer's own business. The rule differs by region: agree on it with Wise. */
export type CompanyRule = (profile: Profile, customer: Customer) => boolean;

/** The matching profile, or why there is none. A mismatch gives no reason, so that none can be revealed. */
export type Verdict = { kind: 'same'; profile: Profile } | { kind: 'identity_mismatch' | 'profile_missing' };

const MISMATCH: Verdict = { kind: 'identity_mismatch' };

/** Decides whether the Wise account belongs to this customer. `grantedId` is the profile id that came with the code, or null. */
export function judge(customer: Customer, profiles: Profile[], grantedId: string | null, rule: CompanyRule): Verdict {
  if (profiles.length === 0) return { kind: 'profile_missing' };
  const profile = pick(profiles, grantedId);
  if (profile === null || profile.masked) return MISMATCH;
  const same = profile.type === 'personal' ? isSamePerson(profile, customer) : rule(profile, customer);
  return same ? { kind: 'same', profile } : MISMATCH;
}

/** The default rule for businesses: the same registration number, ignoring case and spaces. */
export function sameRegistrationNumber(profile: Profile, { company }: Customer): boolean {
  const known = compact(company?.registrationNumber ?? '');
  return known !== '' && compact(profile.registrationNumber ?? '') === known;
}

/** Normalizes a name for comparison: "  ZOË  O’Brien-Lee" → "zoe obrien lee". */
export function normaliseName(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      // "Anne-Marie" is also written "Anne Marie", but "O'Brien" is not written "O Brien".
      .replaceAll(/\p{Pd}/gu, ' ')
      .replaceAll(/[\p{P}\p{S}]/gu, '')
      // Upper case first, so that "ß" and "SS" become the same.
      .toUpperCase()
      .toLowerCase()
      .replaceAll(/\s+/gu, ' ')
      .trim()
  );
}

// A token for a business profile also lists the personal one, so the granted id decides. A typed code comes without an
// id: then the only profile counts, or the only personal one.
function pick(profiles: Profile[], grantedId: string | null): Profile | null {
  if (grantedId !== null) return profiles.find(({ id }) => id === grantedId) ?? null;
  const [first, second] = profiles;
  if (first !== undefined && second === undefined) return first;
  const personal = profiles.filter(({ type }) => type === 'personal');
  return personal.length === 1 ? (personal[0] ?? null) : null;
}

// About one adult in 22,000 shares a date of birth, so neither the date nor the name is enough alone.
function isSamePerson(profile: Profile, customer: Customer): boolean {
  const name = normaliseName(fullName(customer));
  return name !== '' && normaliseName(profile.name) === name && profile.dateOfBirth === customer.dateOfBirth;
}

function compact(text: string): string {
  return text.replaceAll(/\s/gu, '').toUpperCase();
}
