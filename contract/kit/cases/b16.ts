import { describe } from '../answer.js';
import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

/** B16: the page cannot switch off "is this you?". */
export const b16: Case = {
  name: 'B16',
  title: 'A code that may have been typed needs a “yes”, whatever the page says its source is',
  rule: RULES.confirmed,
  fix:
    'Store the flow with the attempt at the start. Answer pending_confirmation if that flow is email, if an email was requested for the ' +
    'attempt, or if no start endpoint created it. Let source only add to this: anyone with a session can write "redirect".',
  async run(kit) {
    const attempt = await newAttempt(kit, kit.customer, 'email');
    const grant = await popupGrant(kit, kit.customer, attempt);
    const answer = await settleUnblocked(kit, kit.customer, grant, crypto.randomUUID());
    const how = kit.options.startUrl === undefined ? 'that was not started at your backend' : 'that was started for an email';
    must(answer.body['status'] === 'pending_confirmation', `a code with source ${grant.source} for an attempt ${how} got ${describe(answer)}, not pending_confirmation`);
    const { attemptId } = answer.body;
    await kit.customer.browser.post(kit.options.exchangeUrl, { attemptId, confirm: false }, crypto.randomUUID());
  },
};
