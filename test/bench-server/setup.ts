import type { Customer } from '../../src/server/customer.js';

// What the measured backend and the one that prepares its attempts have in common.
export const ORIGIN = 'https://bank.example';
export const REDIRECT_URI = `${ORIGIN}/wise-callback.html`;
export const KEY = { id: 'bench', secret: Buffer.alloc(32, 7).toString('base64') };

/** The customer of a session. Each session has its own. */
export function customerOf(sessionId: string): Customer {
  return { id: `customer-${sessionId}`, givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com' };
}
