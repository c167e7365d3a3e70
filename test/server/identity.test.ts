import { describe, expect, it } from 'vitest';
import { judge, normaliseName, sameRegistrationNumber } from '../../src/server/identity.js';
import type { Customer } from '../../src/server/customers.js';
import type { Profile } from '../../src/server/wise-answers.js';

const customer: Customer = {
  id: 'zoe',
  givenName: 'Zoë',
  familyName: 'O’Brien-Lee',
  dateOfBirth: '1985-05-20',
  email: 'zoe@example.com',
  company: { name: 'Lee Ltd', registrationNumber: 'SC123456' },
};
const person: Profile = {
  id: '1',
  type: 'personal',
  masked: false,
  name: "Zoe O'Brien Lee",
  dateOfBirth: '1985-05-20',
  registrationNumber: null,
};
const business: Profile = { ...person, id: '2', type: 'business', name: 'Lee Ltd', registrationNumber: 'SC123456' };
const MISMATCH = 'identity_mismatch';
const stranger: Profile = { ...person, id: '3', dateOfBirth: '1985-05-21' };

describe('a name is normalized', () => {
  it.each([
    ['  SARAH   Jenkins ', 'sarah jenkins'],
    ['Zoë', 'zoe'],
    ['Zoe\u0308', 'zoe'],
    ['O’Brien', 'obrien'],
    ["O'Brien", 'obrien'],
    ['Anne-Marie', 'anne marie'],
    ['Anne\u2010Marie', 'anne marie'],
    ['Weiß', 'weiss'],
    ['WEISS', 'weiss'],
    ['ＳＡＲＡＨ', 'sarah'],
    ['J. R. Smith', 'j r smith'],
    ['Иван', 'иван'],
    ['---', ''],
  ])('%s → %s', (name, normal) => {
    expect(normaliseName(name)).toBe(normal);
  });
});

describe('the identity check', () => {
  const rows: { name: string; profiles: Profile[]; granted?: string; who?: Customer; expected: string }[] = [
    { name: 'name and birthday agree', profiles: [person], expected: '1' },
    { name: 'another birthday', profiles: [stranger], expected: MISMATCH },
    { name: 'another name', profiles: [{ ...person, name: 'Zoe Lee' }], expected: MISMATCH },
    { name: 'no birthday', profiles: [{ ...person, dateOfBirth: null }], expected: MISMATCH },
    { name: 'masked', profiles: [{ ...person, masked: true }], expected: MISMATCH },
    { name: 'no profile', profiles: [], expected: 'profile_missing' },
    { name: 'no profile, though one was granted', profiles: [], granted: '1', expected: 'profile_missing' },
    { name: 'the granted one of two', profiles: [stranger, person], granted: '1', expected: '1' },
    { name: 'the granted one is another person', profiles: [stranger, person], granted: '3', expected: MISMATCH },
    { name: 'the granted one is not there', profiles: [person], granted: '9', expected: MISMATCH },
    { name: 'the granted one differs as text', profiles: [person], granted: '01', expected: MISMATCH },
    { name: 'none granted, the only one a business', profiles: [business], expected: '2' },
    { name: 'none granted, the personal one', profiles: [business, person], expected: '1' },
    { name: 'none granted, two personal ones', profiles: [person, { ...person, id: '4' }], expected: MISMATCH },
    { name: 'none granted, two businesses', profiles: [business, { ...business, id: '4' }], expected: MISMATCH },
    { name: 'another company', profiles: [{ ...business, registrationNumber: 'SC1' }], expected: MISMATCH },
    { name: 'a company without number', profiles: [{ ...business, registrationNumber: null }], expected: MISMATCH },
    { name: 'a masked business', profiles: [{ ...business, masked: true }], expected: MISMATCH },
    { name: 'a customer without a company', profiles: [business], who: { ...customer, company: null }, expected: MISMATCH },
    {
      name: 'names that are nothing but punctuation',
      profiles: [{ ...person, name: '!' }],
      who: { ...customer, givenName: '-', familyName: '?' },
      expected: MISMATCH,
    },
  ];
  it.each(rows)('$name → $expected', ({ profiles, granted = null, who = customer, expected }) => {
    const verdict = judge(who, profiles, granted, sameRegistrationNumber);
    expect(verdict.kind === 'same' ? verdict.profile.id : verdict.kind).toBe(expected);
  });
});

describe('the default rule for businesses', () => {
  it.each([
    ['sc 123 456', true],
    ['SC123456', true],
    ['SC1234567', false],
    ['', false],
    [null, false],
  ])('registration number %s → %s', (registrationNumber, expected) => {
    expect(sameRegistrationNumber({ ...business, registrationNumber }, customer)).toBe(expected);
  });

  it('an empty number on both sides does not match', () => {
    const nameless = { ...customer, company: { name: 'Lee Ltd', registrationNumber: ' ' } };
    expect(sameRegistrationNumber({ ...business, registrationNumber: '' }, nameless)).toBe(false);
  });
});
