/** The log-in of this application: everybody is Sarah. */
export const sessionOf = () => ({
  sessionId: 's-1',
  customer: { id: 'c-1', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com' },
});
