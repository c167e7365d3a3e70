import { isAccepted } from '../accepted.js';
import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B18: a value that Wise adds to its answers is no outage. */
export const b18: Case = {
  name: 'B18',
  title: 'A state, a field and a type of profile that are new at Wise do not stop a customer from linking their own profile',
  rule: RULES.newValues,
  fix:
    'Read only the fields that you need, ignore profiles of a type that you do not know, and log an unknown value by its name. ' +
    'Wise adds values without a new version of its API.',
  async run(kit) {
    const grant = await popupGrant(kit, kit.customer);
    await kit.wise.answerNewValues(true);
    try {
      const answer = await settleUnblocked(kit, kit.customer, grant, crypto.randomUUID());
      must(isAccepted(kit, answer), `with new values in the profiles, the right customer got ${describe(answer)}, not 200 linked`);
    } finally {
      await kit.wise.answerNewValues(false);
    }
  },
};
