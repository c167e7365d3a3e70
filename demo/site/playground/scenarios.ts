/** The scenarios of `wise-link/testing`, with labels. Not imported from there, because it would load its HTTP library with the page. */
export const SCENARIOS = {
  'linked': 'Links the account',
  'linked-before': 'Has linked it before',
  'slow': 'Is slow, then links',
  'wrong-code': 'Wrong or expired code',
  'identity-mismatch': 'Account of another person',
  'profile-missing': 'No profile at Wise',
  'unavailable': 'Wise is unavailable, twice',
  'outcome-unknown': 'Outcome unknown',
  'session-required': 'Session has ended',
  'rate-limited': 'Too many requests',
  'network-error': 'Backend unreachable',
} as const;
