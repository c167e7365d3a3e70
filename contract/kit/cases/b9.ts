import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { settle } from '../settle.js';

// What differed must not be told: it would answer "is this his date of birth?" to anybody who tries.
const TELLING = /birth|\bdob\b|first.?name|last.?name|surname|registration|\d{4}-\d{2}-\d{2}(?!T)/i;

/** B9: mismatch stores nothing. */
export const b9: Case = {
  name: 'B9',
  title: 'Somebody else’s Wise account gets 409, no word about what differs, and is not stored',
  mend:
    'Compare date of birth and normalised name before you store a link. On a mismatch delete the tokens in the same ' +
    'transaction, keep nothing but the fact, and answer the one 409 identity_mismatch.',
  async run(kit) {
    const { customer, options } = kit;
    const key = crypto.randomUUID();
    const before = await standing(kit);
    const grant = await popupGrant(kit, customer, undefined, options.strangerAtWise);
    const answer = await withTokenCalls(kit, 1, async () => {
      const first = await settle(kit, customer, grant, key);
      // Three a day: then Wise is not called at all, and nothing more can be seen.
      const isLimited = first.body['code'] === 'too_many_attempts';
      if (isLimited) throw new NotChecked('too many mismatches today: clear them, or run the kit tomorrow');
      mustRefuse(first, 409, 'identity_mismatch', 'the Wise account of somebody else');
      const again = await customer.browser.post(options.exchangeUrl, grant, key);
      must(again.text === first.text, `the replay was answered ${describe(again)}, and not the same identity_mismatch`);
      return first;
    });
    must(!TELLING.test(answer.text), `identity_mismatch tells what differed: ${answer.text}`);
    if (before === undefined) throw new NotChecked('the answer is right; to see that nothing was stored, give --status-url');
    const after = await standing(kit);
    must(after === before, `after the mismatch the status was ${after}, and before it ${before}`);
    if (grant.attemptId === undefined || options.statusUrl === undefined) return;
    const { body } = await status(kit, options.statusUrl, grant.attemptId);
    must(body['status'] === 'failed' && !('link' in body), `the status of the attempt was ${JSON.stringify(body)}, and not failed`);
  },
};

/** How the customer stands, as the backend tells it; undefined if it has no way to. */
async function standing(kit: Kit): Promise<string | undefined> {
  const { statusUrl } = kit.options;
  if (statusUrl === undefined) return undefined;
  const answer = await status(kit, statusUrl);
  must(answer.status === 200, `--status-url answered ${describe(answer)}, and not 200`);
  return answer.text;
}

async function status({ customer }: Kit, statusUrl: URL, attemptId?: string): ReturnType<typeof customer.browser.send> {
  const url = new URL(statusUrl);
  if (attemptId !== undefined) url.searchParams.set('attempt', attemptId);
  return customer.browser.send(url, { method: 'GET' });
}
