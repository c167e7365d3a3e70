import { isAccepted } from '../accepted.js';
import { describe } from '../answer.js';
import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { otherCustomer } from '../other-customer.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B22: another customer's accepted code → 409. */
export const b22: Case = {
  name: 'B22',
  title: 'A code that Wise accepted from one customer gets 409 from another one, and Wise is not called again',
  rule: RULES.usedCode,
  fix:
    'Have one unique index on the HMAC of the code for all customers, and keep the row of a code that Wise accepted for a day. Answer ' +
    '409 code_already_used.',
  async run(kit) {
    const other = otherCustomer(kit);
    await withTokenCalls(kit, 1, async () => {
      const grant = await popupGrant(kit, kit.customer);
      const first = await settleUnblocked(kit, kit.customer, grant, crypto.randomUUID());
      must(isAccepted(kit, first), `a code got ${describe(first)}, not 200 linked`, RULES.once);
      const { code, profileId, source, redirectUri } = grant;
      const own = { ...(await newAttempt(kit, other)), code, ...(profileId !== undefined && { profileId }), source, redirectUri };
      const answer = await settleUnblocked(kit, other, own, crypto.randomUUID());
      mustRefuse(answer, 409, 'code_already_used', 'the code of another customer');
    });
  },
};
