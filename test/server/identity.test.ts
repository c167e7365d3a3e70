import { describe, expect, it } from 'vitest';
import { judge } from '../../src/server/identity.js';
import { companyRule } from '../../src/server/identity/same-company.js';
import { samePerson } from '../../src/server/identity/same-person.js';
import type { Comparison, Resemblance } from '../../src/server/identity/rule.js';
import type { Profile } from '../../src/server/profile.js';
import { BUSINESS, CUSTOMER, PERSON, STRANGER } from './identity/people.js';

const RULES = { samePerson, sameCompany: companyRule(samePerson) };
const MISMATCH = 'identity_mismatch';

describe('the identity check', () => {
  const rows: { name: string; profiles: Profile[]; granted?: string; expected: string }[] = [
    { name: 'name and birthday agree', profiles: [PERSON], expected: '1' },
    { name: 'another birthday', profiles: [STRANGER], expected: MISMATCH },
    { name: 'masked', profiles: [{ ...PERSON, masked: true }], expected: MISMATCH },
    { name: 'no profile', profiles: [], expected: 'profile_missing' },
    { name: 'no profile, though one was granted', profiles: [], granted: '1', expected: 'profile_missing' },
    { name: 'the granted one of two', profiles: [STRANGER, PERSON], granted: '1', expected: '1' },
    { name: 'the granted one is another person', profiles: [STRANGER, PERSON], granted: '3', expected: MISMATCH },
    { name: 'the granted one is not there', profiles: [PERSON], granted: '9', expected: MISMATCH },
    { name: 'the granted one differs as text', profiles: [PERSON], granted: '01', expected: MISMATCH },
    { name: 'the granted one has a type that is not known', profiles: [{ ...PERSON, type: 'other' }], granted: '1', expected: MISMATCH },
    { name: 'none granted, the only one a business', profiles: [BUSINESS], expected: '2' },
    { name: 'none granted, the personal one', profiles: [BUSINESS, PERSON], expected: '1' },
    { name: 'none granted, two personal ones', profiles: [PERSON, { ...PERSON, id: '4' }], expected: MISMATCH },
    { name: 'none granted, two businesses', profiles: [BUSINESS, { ...BUSINESS, id: '4' }], expected: MISMATCH },
    { name: 'none granted, one beside a type that is not known', profiles: [{ ...PERSON, id: '4', type: 'other' }, PERSON], expected: '1' },
    { name: 'another company', profiles: [{ ...BUSINESS, registrationNumber: 'SC1' }], expected: MISMATCH },
    { name: 'a masked business', profiles: [{ ...BUSINESS, masked: true }], expected: MISMATCH },
    { name: 'a business beside somebody else’s personal profile', profiles: [BUSINESS, STRANGER], granted: '2', expected: MISMATCH },
  ];
  it.each(rows)('$name → $expected', async ({ profiles, granted = null, expected }) => {
    const verdict = await judge(CUSTOMER, profiles, granted, RULES);
    const profile = profiles.find(({ id }) => id === expected);
    expect(verdict).toEqual(profile ? { kind: 'same', profile } : { kind: expected });
  });
});

describe('a rule of the partner', () => {
  it('gets the customer, the chosen profile, all profiles, country and address, and may be asynchronous', async () => {
    const seen: Comparison[] = [];
    const rule = async (comparison: Comparison): Promise<Resemblance> => (seen.push(comparison), 'same');
    const profiles = [STRANGER, PERSON];
    await judge(CUSTOMER, profiles, '3', { ...RULES, samePerson: rule });
    expect(seen).toEqual([{ customer: CUSTOMER, profile: STRANGER, profiles, country: 'GB', address: STRANGER.address }]);
  });

  it.each<[Resemblance, string]>([['same', 'same'], ['different', MISMATCH], ['ask-a-human', 'identity_review']])('%s → %s', async (answer, kind) => {
    expect((await judge(CUSTOMER, [PERSON], null, { ...RULES, samePerson: () => answer })).kind).toBe(kind);
    expect((await judge(CUSTOMER, [BUSINESS], null, { ...RULES, sameCompany: () => answer })).kind).toBe(kind);
  });

  it.each([true, undefined, 'toString'])('that answers %s throws', async (answer) => {
    const rules = { ...RULES, samePerson: () => answer as Resemblance };
    await expect(judge(CUSTOMER, [PERSON], null, rules)).rejects.toThrow(new TypeError('A rule must answer "same", "different" or "ask-a-human".'));
  });

  it.each([{ masked: true }, { type: 'other' as const }])('is not asked about profiles with %o', async (without) => {
    const rules = { samePerson: () => 'same' as const, sameCompany: () => 'same' as const };
    expect((await judge(CUSTOMER, [{ ...PERSON, ...without }], null, rules)).kind).toBe(MISMATCH);
  });
});
