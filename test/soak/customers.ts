// The customers of the soak test: at the bank, and at Wise.
import type { Customer } from '../../src/server/index.js';
import type { Customer as WiseUser } from '../../src/simulator/customer.js';

const FAMILY_NAMES = ['Abara', 'Berg', 'Castillo', 'Duval', 'Eriksen', 'Fofana', 'Grech', 'Horvat', 'Ishida', 'Jovanovic', 'Kaya', 'Lindqvist', 'Moreau', 'Nowak', 'Okafor', 'Petrov'];
const PASSWORD = 'wise';
const BORN = '1980-03-04';


/** The ids of all customers of the bank. */
export const CUSTOMER_IDS: readonly string[] = FAMILY_NAMES.map((name) => name.toLowerCase());

/** The customer of the bank with this id, if there is one. */
export function customerOf(id: string): Customer | null {
  const familyName = FAMILY_NAMES.find((name) => name.toLowerCase() === id);
  return familyName === undefined ? null : { id, givenName: 'Kim', familyName, dateOfBirth: BORN, email: `${id}@example.com`, company: null };
}

/** The label of a customer's own Wise account. */
export const accountOf = (id: string): string => `Account of ${id}`;

/** The label of a Wise account that is no customer's. */
export const OTHER_ACCOUNT = 'Somebody else';

/** The Wise accounts of all customers, and one more. */
export function wiseUsers(): WiseUser[] {
  return [
    ...CUSTOMER_IDS.map((id, index) => wiseUser(index, id, accountOf(id), customerOf(id)?.familyName ?? '')),
    wiseUser(FAMILY_NAMES.length, 'else', OTHER_ACCOUNT, 'Else'),
  ];
}

function wiseUser(index: number, id: string, label: string, lastName: string): WiseUser {
  return {
    userId: 9_000_000 + index,
    email: `${id}@example.com`,
    password: PASSWORD,
    twoFactor: false,
    registrationCode: undefined,
    label,
    shows: '',
    profiles: [{ type: 'PERSONAL', id: BigInt(14_000_000 + index), firstName: 'Kim', lastName, dateOfBirth: BORN, obfuscated: false }],
  };
}
