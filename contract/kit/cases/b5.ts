import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { withTokenCalls } from '../refusal.js';
import { settle } from '../settle.js';

/** B5: replay same key → same body, Wise called once. */
export const b5: Case = {
  name: 'B5',
  title: 'The same request with the same key gets the same answer, and Wise is called once',
  mend:
    'Keep the final answer under customer and Idempotency-Key for 24 hours, in the transaction that made it true, and ' +
    'give it to every replay byte for byte. Networks lose answers: a customer who is linked must not read that he is not.',
  async run(kit) {
    const key = crypto.randomUUID();
    const grant = await popupGrant(kit, kit.customer);
    await withTokenCalls(kit, 1, async () => {
      const first = await settle(kit, kit.customer, grant, key);
      must(first.body['status'] === 'linked', `a code was answered ${describe(first)}, and not 200 linked`);
      for (const replay of ['first', 'second']) {
        const again = await kit.customer.browser.post(kit.options.exchangeUrl, grant, key);
        const isSame = again.status === first.status && again.text === first.text;
        must(isSame, `the ${replay} replay was answered ${describe(again)}, and not as before, ${describe(first)}, byte for byte`);
      }
    });
  },
};
