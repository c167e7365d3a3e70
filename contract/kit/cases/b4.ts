import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { foreignAttempt } from '../foreign-attempt.js';
import { popupGrant } from '../grant.js';
import { otherCustomer } from '../other-customer.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';

/** B4: other session's attempt → 404, Wise not called. */
export const b4: Case = {
  name: 'B4',
  title: 'Another customer’s attempt gets 404, and Wise is not called',
  rule: RULES.owner,
  fix:
    'Find the attempt by its id and the customer of the session together. Answer 404 attempt_not_found for another ' +
    'customer’s attempt, exactly as for one that does not exist, before any other check.',
  async run(kit) {
    const { customer: { browser }, options: { exchangeUrl, statusUrl } } = kit;
    const { attemptId, state, discard } = await foreignAttempt(kit, otherCustomer(kit));
    await withTokenCalls(kit, 0, async () => {
      const grant = await popupGrant(kit, kit.customer, { attemptId, state });
      const code = await browser.post(exchangeUrl, grant, crypto.randomUUID());
      mustRefuse(code, 404, 'attempt_not_found', 'a code for another customer’s attempt');
      const yes = await browser.post(exchangeUrl, { attemptId, confirm: true }, crypto.randomUUID());
      mustRefuse(yes, 404, 'attempt_not_found', 'a “yes, this is me” to another customer’s attempt');
      if (statusUrl === undefined) return;
      const url = new URL(statusUrl);
      url.searchParams.set('attempt', attemptId);
      const answer = await browser.send(url, { method: 'GET' });
      const isUnknown = answer.status === 404 || answer.body['status'] === 'none';
      must(isUnknown, `the status of another customer’s attempt got ${describe(answer)}, not none`, RULES.ownStatus);
    }, RULES.refusedFirst);
    await discard();
  },
};
