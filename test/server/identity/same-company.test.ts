import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/server/customer.js';
import { companyRule } from '../../../src/server/identity/same-company.js';
import { samePerson } from '../../../src/server/identity/same-person.js';
import type { Profile } from '../../../src/server/profile.js';
import { BUSINESS, CUSTOMER, PERSON, STRANGER } from './people.js';
import numbers from './registration-numbers.json' with { type: 'json' };

const compare = async (profile: Profile, company: NonNullable<Customer['company']> | null | undefined, beside: Profile[] = [], rule = samePerson): Promise<string> =>
  companyRule(rule)({ customer: { ...CUSTOMER, company: company ?? null }, profile, profiles: [profile, ...beside], country: null, address: null });

describe('the default rule for businesses', () => {
  it.each(numbers)('registration numbers $bank and $wise: $same', async ({ bank, wise, same }) => {
    const company = { name: 'Lee Trading Ltd', registrationNumber: bank };
    expect(await compare({ ...BUSINESS, registrationNumber: wise }, company)).toBe(same ? 'same' : 'different');
  });

  it.each([
    ['Lee Trading Ltd', 'Lee Trading Limited', 'same'],
    ['Lee & Sons GmbH', 'LEE AND SONS GMBH', 'same'],
    ['Müller A.G.', 'Mueller AG', 'same'],
    ['Lee Incorporated', 'Lee Inc', 'same'],
    ['Lee Corporation', 'Lee Corp', 'same'],
    ['Lee Company', 'Lee Co', 'same'],
    ['Lee Trading Ltd', 'Lee Holding Ltd', 'different'],
    ['Lee Trading Ltd', 'Lee Trading Inc', 'different'],
    ['', '', 'different'],
  ])('names %s and %s: %s', async (bank, wise, expected) => {
    expect(await compare({ ...BUSINESS, name: wise }, { name: bank, registrationNumber: 'SC123456' })).toBe(expected);
  });

  it.each<[string, Profile[], string]>([
    ['no personal profile', [], 'same'],
    ['the customer’s own', [PERSON], 'same'],
    ['one of somebody else', [STRANGER], 'different'],
    ['a masked one', [{ ...PERSON, masked: true }], 'different'],
    ['the own one and one of somebody else', [PERSON, STRANGER], 'different'],
    ['another business', [{ ...BUSINESS, id: '4', name: 'Other Ltd' }], 'same'],
  ])('beside the business, %s: %s', async (_, beside, expected) => {
    expect(await compare(BUSINESS, CUSTOMER.company, beside)).toBe(expected);
  });

  it('uses the partner’s rule for the personal profile beside it', async () => {
    expect(await compare(BUSINESS, CUSTOMER.company, [STRANGER], () => 'same')).toBe('same');
    expect(await compare(BUSINESS, CUSTOMER.company, [STRANGER], () => 'ask-a-human')).toBe('ask-a-human');
  });

  it('refuses a customer without a company, and a profile without a number', async () => {
    expect(await compare(BUSINESS, null)).toBe('different');
    expect(await compare({ ...BUSINESS, registrationNumber: null }, CUSTOMER.company)).toBe('different');
  });
});
