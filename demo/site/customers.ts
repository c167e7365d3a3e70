/** A test customer of the Wise simulator (src/simulator/seed.ts), and how an attempt with this customer ends. */
export interface TestCustomer {
  /** The label on the simulator's log-in page. */
  label: string;
  /** What distinguishes this customer from the others. */
  about: string;
  /** The result on the bank’s page. */
  result: string;
}

/** The test customers in the simulator's order. */
export const customers: readonly TestCustomer[] = [
  { label: 'Sarah Jenkins', about: 'Born on 20 May 1985', result: 'Linked, if you are Sarah here.' },
  { label: 'Omar Haddad', about: 'Personal, and Haddad Trading Ltd', result: 'Linked, if you are Omar here.' },
  { label: 'Lee Wong', about: 'Personal, and Innovate Solutions Ltd', result: 'Refused: another person.' },
  {
    label: 'Sarah Jenkins (another person)',
    about: 'Born on 14 February 1991',
    result: 'Refused: the name is Sarah’s, the date of birth is not.',
  },
  { label: 'Nina Roth', about: 'No profile', result: 'Refused: there is no profile to link.' },
  { label: 'Sarah Jenkins (2FA)', about: 'Born on 20 May 1985', result: 'Linked, after the code 111111, if you are Sarah here.' },
  { label: 'Maya Bloom', about: 'All data masked', result: 'Refused: the account’s owner cannot be checked.' },
];
