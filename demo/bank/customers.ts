/** The two customers of the demo's bank. */
import type { Customer } from 'wise-link/server';

const CUSTOMERS: readonly Customer[] = [
  {
    id: 'sarah',
    givenName: 'Sarah',
    familyName: 'Jenkins',
    dateOfBirth: '1985-05-20',
    email: 'sarah@example.com',
    company: null,
  },
  {
    id: 'omar',
    givenName: 'Omar',
    familyName: 'Haddad',
    dateOfBirth: '1979-11-03',
    email: 'omar@example.com',
    company: { name: 'Haddad Trading Ltd', registrationNumber: 'SC123456' },
  },
];

/** The customer with this id, if the bank has one. */
export function findCustomer(id: string): Customer | null {
  return CUSTOMERS.find((customer) => customer.id === id) ?? null;
}

/** Both customers have the password "bank". */
export function passwordIsRight(password: string): boolean {
  return password === 'bank';
}
