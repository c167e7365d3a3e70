import { logIn, logOut, whoIsLoggedIn } from '../session.js';

/** Makes this customer the one who is logged in at the bank; `nobody` logs out. */
export async function beCustomer(id: string): Promise<void> {
  const now = await whoIsLoggedIn();
  if (now?.id === id) return;
  if (id !== 'nobody') await logIn(id);
  else if (now) await logOut();
}
