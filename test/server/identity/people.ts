import type { Customer } from '../../../src/server/customer.js';
import type { Profile } from '../../../src/server/profile.js';

/** A customer with a company. */
export const CUSTOMER: Customer = {
  id: 'zoe',
  givenName: 'Zoë',
  familyName: 'O’Brien-Lee',
  dateOfBirth: '1985-05-20',
  email: 'zoe@example.com',
  company: { name: 'Lee Trading Ltd', registrationNumber: 'SC123456' },
};

/** The customer's personal profile at Wise. */
export const PERSON: Profile = {
  id: '1',
  userId: '9',
  type: 'personal',
  masked: false,
  name: "Zoe O'Brien Lee",
  firstName: 'Zoe',
  lastName: "O'Brien Lee",
  dateOfBirth: '1985-05-20',
  registrationNumber: null,
  country: 'GB',
  address: { line: '1 High Street', city: 'Leeds', postCode: 'LS1 1AA', stateCode: null },
};

/** The profile of the customer's company. */
export const BUSINESS: Profile = {
  ...PERSON,
  id: '2',
  type: 'business',
  name: 'Lee Trading Limited',
  firstName: '',
  lastName: '',
  dateOfBirth: null,
  registrationNumber: 'SC123456',
};

/** A personal profile of somebody else. */
export const STRANGER: Profile = { ...PERSON, id: '3', dateOfBirth: '1985-05-21' };
