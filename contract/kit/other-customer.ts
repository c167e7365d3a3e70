import { NotChecked } from './finding.js';
import type { Kit, Person } from './kit.js';

/** The other customer. Throws `NotChecked` if there is none. */
export function otherCustomer({ other }: Kit): Person {
  if (other === undefined) throw new NotChecked('there is no other customer: give them a session, for example with WISE_CONTRACT_OTHER_COOKIE');
  return other;
}
