import { describe, expect, it } from 'vitest';
import { samePerson } from '../../../src/server/identity/same-person.js';
import { CUSTOMER, PERSON } from './people.js';

const compare = (bank: string, wise: string | null): unknown =>
  samePerson({
    customer: { ...CUSTOMER, dateOfBirth: bank },
    profile: { ...PERSON, dateOfBirth: wise },
    profiles: [],
    country: null,
    address: null,
  });

describe('the default rule for persons', () => {
  it.each<[string, string, string | null, string]>([
    ['the same date of birth', '1985-05-20', '1985-05-20', 'same'],
    ['another one', '1985-05-20', '1985-05-21', 'different'],
    ['none at Wise', '1985-05-20', null, 'different'],
    ['an empty one at Wise', '1985-05-20', '', 'different'],
    ['none at the bank', '', '1985-05-20', 'different'],
    ['empty on both sides', '', '', 'different'],
    ['a placeholder on both sides', '1900-01-01', '1900-01-01', 'different'],
    ['zeros on both sides', '0000-00-00', '0000-00-00', 'different'],
    ['a day that does not exist on both sides', '1985-02-30', '1985-02-30', 'different'],
    ['a month on both sides', '1985-05', '1985-05', 'different'],
    ['another notation on both sides', '20/05/1985', '20/05/1985', 'different'],
    ['the text null on both sides', 'null', 'null', 'different'],
  ])('%s: %s and %s → %s', (_, bank, wise, expected) => {
    expect(compare(bank, wise)).toBe(expected);
  });

  it('compares the name too', () => {
    const other = { ...PERSON, lastName: 'Smith' };
    expect(samePerson({ customer: CUSTOMER, profile: other, profiles: [other], country: null, address: null })).toBe('different');
  });
});
