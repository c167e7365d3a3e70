/** The verified data that the bank holds about a customer. */
export interface Customer {
  id: string;
  givenName: string;
  familyName: string;
  dateOfBirth: string;
  email: string;
  company: { name: string; registrationNumber: string } | null;
}

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

/** The customer's full name as the bank writes it. */
export function fullName({ givenName, familyName }: Customer): string {
  return `${givenName} ${familyName}`;
}

/** Placeholder for the bank's own log-in: both demo customers have the password "bank". */
export function passwordIsRight(password: string): boolean {
  return password === 'bank';
}
