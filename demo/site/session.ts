import { member, text } from './json.js';

/** The customer who is logged in at the bank. */
export interface Customer {
  id: string;
  name: string;
}

const SESSION = '/api/session';

/** The customer who is logged in; undefined if none is. */
export async function whoIsLoggedIn(): Promise<Customer | undefined> {
  return customerIn(await fetch(SESSION));
}

/** Logs a customer in; undefined if the bank refuses. Both demo customers have the same password. */
export async function logIn(customer: string): Promise<Customer | undefined> {
  const body = JSON.stringify({ customer, password: 'bank' });
  return customerIn(await fetch(SESSION, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }));
}

/** Logs out. */
export async function logOut(): Promise<void> {
  await fetch(SESSION, { method: 'DELETE' });
}

async function customerIn(response: Response): Promise<Customer | undefined> {
  if (!response.ok) return undefined;
  const customer = member(await response.json(), 'customer');
  if (!customer) return undefined;
  return { id: text(customer, 'id'), name: text(customer, 'name') };
}
