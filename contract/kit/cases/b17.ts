import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { NotChecked } from '../finding.js';
import { typedGrant } from '../grant.js';
import { mustRefuse } from '../refusal.js';
import { settleUnblocked } from '../settle.js';

/** B17: a code that Wise refused is free again. */
export const b17: Case = {
  name: 'B17',
  title: 'A code that Wise refused to one customer is a wrong code for another one, not a used one',
  fix:
    'Keep two ledgers: one for idempotency keys, and one for codes that are in use or that Wise accepted. Delete a code from the second ' +
    'when Wise refuses it. Otherwise a typing error of one customer uses up the code of another.',
  async run(kit) {
    if (kit.other === undefined) throw new NotChecked('give --other-cookie, or --login and --other-login-body');
    const code = `wrong-${crypto.randomUUID().slice(0, 8)}`;
    for (const person of [kit.customer, kit.other]) {
      const grant = await typedGrant(kit, person, await newAttempt(kit, person, 'email'), code);
      const answer = await settleUnblocked(kit, person, grant, crypto.randomUUID());
      mustRefuse(answer, 422, 'code_invalid', person === kit.customer ? 'a wrong code' : 'the same wrong code of another customer');
    }
  },
};
