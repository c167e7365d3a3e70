import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

// An answer must not reveal what differed, or an attacker could test a date of birth.
const REVEALING = /birth|\bdob\b|first.?name|last.?name|surname|registration|\d{4}-\d{2}-\d{2}(?!T)/i;

/** B9: mismatch stores nothing. */
export const b9: Case = {
  name: 'B9',
  title: 'Another person’s Wise account gets 409, without what differs, and is not stored',
  rule: RULES.samePerson,
  fix:
    'Compare date of birth and normalized name before you store a link. On a mismatch delete the tokens in the same ' +
    'transaction, store only the fact, and always answer the same 409 identity_mismatch.',
  async run(kit) {
    const { customer, options } = kit;
    const key = crypto.randomUUID();
    const before = await customerStatus(kit);
    const grant = await popupGrant(kit, customer, undefined, options.strangerAtWise);
    const answer = await withTokenCalls(kit, 1, async () => {
      const first = await settleUnblocked(kit, customer, grant, key);
      // After three mismatches a day Wise is no longer called, and the case cannot be checked.
      const isLimited = first.body['code'] === 'too_many_attempts';
      if (isLimited) throw new NotChecked('the customer had too many mismatches today: clear them, or run the kit tomorrow');
      mustRefuse(first, 409, 'identity_mismatch', 'the Wise account of another person');
      const again = await customer.browser.post(options.exchangeUrl, grant, key);
      must(again.text === first.text, `the replay got ${describe(again)}, not the same identity_mismatch`, RULES.replay);
      return first;
    });
    must(!REVEALING.test(answer.text), `identity_mismatch reveals what differed: ${answer.text}`, RULES.noReason);
    if (before === undefined) throw new NotChecked('there is no --status-url: only the answer was checked, not that nothing was stored');
    const after = await customerStatus(kit);
    must(after === before, `after the mismatch the status was ${after}, and before it ${before}`, RULES.refusedStatus);
    if (grant.attemptId === undefined || options.statusUrl === undefined) return;
    const { body } = await status(kit, options.statusUrl, grant.attemptId);
    must(body['status'] === 'failed' && !('link' in body), `the status of the attempt was ${JSON.stringify(body)}, not failed`, RULES.refusedStatus);
  },
};

/** The customer's status at the backend; undefined without a status endpoint. */
async function customerStatus(kit: Kit): Promise<string | undefined> {
  const { statusUrl } = kit.options;
  if (statusUrl === undefined) return undefined;
  const answer = await status(kit, statusUrl);
  must(answer.status === 200, `--status-url answered ${describe(answer)}, not 200`, RULES.refusedStatus);
  return answer.text;
}

async function status({ customer }: Kit, statusUrl: URL, attemptId?: string): ReturnType<typeof customer.browser.send> {
  const url = new URL(statusUrl);
  if (attemptId !== undefined) url.searchParams.set('attempt', attemptId);
  return customer.browser.send(url, { method: 'GET' });
}
