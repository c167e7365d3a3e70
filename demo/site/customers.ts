/** A test customer of the Wise simulator (src/simulator/seed.ts), and how an attempt with him ends. */
export interface TestCustomer {
  /** What the simulator's log-in page calls him. */
  label: string;
  /** What tells him from the others. */
  about: string;
  /** What the bank’s page shows in the end. */
  result: string;
}

/** In the simulator's order. */
export const customers: readonly TestCustomer[] = [
  { label: 'Sarah Jenkins', about: 'Born on 20 May 1985', result: 'Linked, if you are Sarah here.' },
  { label: 'Omar Haddad', about: 'Personal, and Haddad Trading Ltd', result: 'Linked, if you are Omar here.' },
  { label: 'Lee Wong', about: 'Personal, and Innovate Solutions Ltd', result: 'Refused: somebody else.' },
  {
    label: 'Sarah Jenkins (another person)',
    about: 'Born on 14 February 1991',
    result: 'Refused: the name is Sarah’s, the date of birth is not.',
  },
  { label: 'Nina Roth', about: 'No profile', result: 'Refused: there is nobody yet to link to.' },
  { label: 'Sarah Jenkins (2FA)', about: 'Born on 20 May 1985', result: 'Linked, after the code 111111, if you are Sarah here.' },
  { label: 'Maya Bloom', about: 'All data masked', result: 'Refused: nobody can tell whose account it is.' },
];
