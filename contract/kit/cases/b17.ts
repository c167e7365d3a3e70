import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { typedGrant } from '../grant.js';
import { otherCustomer } from '../other-customer.js';
import { mustRefuse } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B17: a code that Wise refused is free again. */
export const b17: Case = {
  name: 'B17',
  title: 'A code that Wise refused to one customer is a wrong code for another one, not a used one',
  rule: RULES.freeAgain,
  fix:
    'Keep two ledgers: one for idempotency keys, and one for codes that are in use or that Wise accepted. Delete a code from the second ' +
    'when Wise refuses it. Otherwise a typing error of one customer uses up the code of another.',
  async run(kit) {
    const other = otherCustomer(kit);
    const code = `wrong-${crypto.randomUUID().slice(0, 8)}`;
    for (const person of [kit.customer, other]) {
      const grant = await typedGrant(kit, person, await newAttempt(kit, person, 'email'), code);
      const answer = await settleUnblocked(kit, person, grant, crypto.randomUUID());
      mustRefuse(answer, 422, 'code_invalid', person === kit.customer ? 'a wrong code' : 'the same wrong code of another customer');
    }
  },
};
