import { isAccepted } from '../accepted.js';
import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B5: replay same key → same body, Wise called once. */
export const b5: Case = {
  name: 'B5',
  title: 'The same request with the same key gets the same answer, and Wise is called once',
  rule: RULES.replay,
  fix:
    'Store the final answer by customer and Idempotency-Key for 24 hours, in the same transaction as its effect, and ' +
    'send it byte for byte to every replay. Networks lose answers: a linked customer must not see an error.',
  async run(kit) {
    const key = crypto.randomUUID();
    const grant = await popupGrant(kit, kit.customer);
    await withTokenCalls(kit, 1, async () => {
      const first = await settleUnblocked(kit, kit.customer, grant, key);
      must(isAccepted(kit, first), `a code got ${describe(first)}, not 200 linked`, RULES.once);
      for (const replay of ['first', 'second']) {
        const again = await kit.customer.browser.post(kit.options.exchangeUrl, grant, key);
        const isSame = again.status === first.status && again.text === first.text;
        must(isSame, `the ${replay} replay got ${describe(again)}, not with the same bytes as before, ${describe(first)}`);
      }
    });
  },
};
