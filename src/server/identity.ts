import type { Customer } from './customer.js';
import type { Comparison, IdentityRule, Resemblance } from './identity/rule.js';
import type { Profile } from './profile.js';

/** The rules that decide whether a profile is the customer's. */
export interface IdentityRules {
  samePerson: IdentityRule;
  sameCompany: IdentityRule;
}

/** The matching profile, or why there is none. A mismatch gives no reason, so that none can be revealed. */
export type Verdict = { kind: 'same'; profile: Profile } | { kind: 'identity_mismatch' | 'identity_review' | 'profile_missing' };

const ANSWERS: Readonly<Record<Resemblance, 'same' | 'identity_mismatch' | 'identity_review'>> = {
  same: 'same',
  different: 'identity_mismatch',
  'ask-a-human': 'identity_review',
};

/**
 * Decides whether the Wise account belongs to this customer. `grantedId` is the profile id that came with the code, or
 * null. Throws what a rule throws, and `TypeError` for a rule with another answer.
 */
export async function judge(
  customer: Customer,
  profiles: readonly Profile[],
  grantedId: string | null,
  rules: IdentityRules,
): Promise<Verdict> {
  if (profiles.length === 0) return { kind: 'profile_missing' };
  const profile = pick(profiles, grantedId);
  if (profile === null || profile.masked || profile.type === 'other') return { kind: 'identity_mismatch' };
  const { country, address } = profile;
  const comparison: Comparison = { customer, profile, profiles, country, address };
  const answer = await (profile.type === 'personal' ? rules.samePerson : rules.sameCompany)(comparison);
  if (!Object.hasOwn(ANSWERS, answer)) throw new TypeError('A rule must answer "same", "different" or "ask-a-human".');
  const kind = ANSWERS[answer];
  return kind === 'same' ? { kind, profile } : { kind };
}

// A token for a business profile also lists the personal one, so the granted id decides. A typed code comes without an
// id: then the only profile counts, or the only personal one.
function pick(profiles: readonly Profile[], grantedId: string | null): Profile | null {
  if (grantedId !== null) return profiles.find(({ id }) => id === grantedId) ?? null;
  const some = profiles.length === 1 ? profiles : profiles.filter(({ type }) => type === 'personal');
  return some.length === 1 ? (some[0] ?? null) : null;
}
