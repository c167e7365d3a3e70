import { joined, overlap, wordsOf } from './words.js';
import type { Comparison, IdentityRule, Resemblance } from './rule.js';

// The same legal form, in full and abbreviated.
const SHORT: Readonly<Record<string, string>> = { limited: 'ltd', incorporated: 'inc', corporation: 'corp', company: 'co' };

/**
 * The default rule for a business profile: the same registration number and the same name. A personal profile beside it
 * must be the customer's own, or the business is somebody else's to manage at Wise.
 */
export function companyRule(samePerson: IdentityRule): IdentityRule {
  return async (comparison) => (isSameBusiness(comparison) ? personsBeside(comparison, samePerson) : 'different');
}

function isSameBusiness({ customer: { company }, profile }: Comparison): boolean {
  if (!company) return false;
  const known = registrationNumber(company.registrationNumber);
  const isSameNumber = known !== null && profile.registrationNumber !== null && registrationNumber(profile.registrationNumber) === known;
  return isSameNumber && overlap(companyName(company.name), companyName(profile.name));
}

async function personsBeside(comparison: Comparison, samePerson: IdentityRule): Promise<Resemblance> {
  const persons = comparison.profiles.filter(({ type }) => type === 'personal');
  const answers = await Promise.all(
    persons.map(async (profile): Promise<Resemblance> => {
      const { country, address } = profile;
      return profile.masked ? 'different' : samePerson({ ...comparison, profile, country, address });
    }),
  );
  if (answers.every((answer) => answer === 'same')) return 'same';
  return answers.includes('different') ? 'different' : 'ask-a-human';
}

function companyName(name: string): ReadonlySet<string> {
  return joined(wordsOf(name.replaceAll('&', ' and ')).map((word) => SHORT[word] ?? word));
}

/** A registration number without punctuation and leading zeros: "SC 0012-3" → "SC123". Null if no digit is left. */
function registrationNumber(text: string): string | null {
  const compact = text.normalize('NFKC').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '').replace(/^(\p{L}*)0+/u, '$1');
  return /\p{N}/u.test(compact) ? compact : null;
}
