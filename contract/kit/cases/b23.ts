import { isAccepted } from '../accepted.js';
import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { otherCustomer } from '../other-customer.js';
import { withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B23: another customer's key and body → no answer of theirs. */
export const b23: Case = {
  name: 'B23',
  title: 'Another customer’s request with their key is refused, and does not get their answer',
  rule: RULES.ownKey,
  fix: 'Look up a stored answer by the customer of the session and the Idempotency-Key together, never by the key alone.',
  async run(kit) {
    const other = otherCustomer(kit);
    const key = crypto.randomUUID();
    await withTokenCalls(kit, 1, async () => {
      const grant = await popupGrant(kit, kit.customer);
      const first = await settleUnblocked(kit, kit.customer, grant, key);
      must(isAccepted(kit, first), `a code got ${describe(first)}, not 200 linked`, RULES.once);
      const answer = await other.browser.post(kit.options.exchangeUrl, grant, key);
      const isRefused = answer.status >= 400 && answer.status < 500 && answer.text !== first.text && !('link' in answer.body);
      must(isRefused, `another customer’s request with their key got ${describe(answer)}, not an error of its own`);
    });
  },
};
