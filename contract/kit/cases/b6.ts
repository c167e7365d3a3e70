import type { Case } from '../case.js';
import { popupGrant } from '../grant.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B6: same key other body → 422. */
export const b6: Case = {
  name: 'B6',
  title: 'Another body with the same key gets 422, and Wise is not called for it',
  rule: RULES.keyReused,
  fix: 'Store a hash of the body with the Idempotency-Key, and refuse another body with 422 idempotency_key_reused.',
  async run(kit) {
    const key = crypto.randomUUID();
    const first = await popupGrant(kit, kit.customer);
    const second = await popupGrant(kit, kit.customer);
    await withTokenCalls(kit, 1, async () => {
      await settleUnblocked(kit, kit.customer, first, key);
      const answer = await kit.customer.browser.post(kit.options.exchangeUrl, second, key);
      mustRefuse(answer, 422, 'idempotency_key_reused', 'another code with the key of the first');
    }, RULES.refusedFirst);
  },
};
