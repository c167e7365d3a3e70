import { isAccepted } from '../accepted.js';
import { describe } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';
import { withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { isUnsettled, settleUnblocked } from '../settle.js';

const REQUESTS = 20;

/** B7: 20 parallel → 1 call. */
export const b7: Case = {
  name: 'B7',
  title: '20 parallel requests with one code make one call to Wise, with one key or with 20',
  rule: RULES.once,
  fix:
    'Claim the attempt with one UPDATE … WHERE status = OPEN that only one request can win, write SENT before you call ' +
    'Wise, and have a unique index on the HMAC of the code. All other requests get 409 exchange_in_progress.',
  async run(kit) {
    await sendInParallel(kit, 'with one key', Array<string>(REQUESTS).fill(crypto.randomUUID()));
    await sendInParallel(kit, 'with 20 keys', Array.from({ length: REQUESTS }, () => crypto.randomUUID()));
  },
};

async function sendInParallel(kit: Kit, how: string, keys: string[]): Promise<void> {
  const { customer, options } = kit;
  const grant = await popupGrant(kit, customer);
  await withTokenCalls(kit, 1, async () => {
    const answers = await Promise.all(keys.map((key) => customer.browser.post(options.exchangeUrl, grant, key)));
    const isLinked = (answer: Answer): boolean => isAccepted(kit, answer);
    // If none is linked yet, repeat a request that is still in progress.
    for (const [index, key] of keys.entries()) {
      if (answers.some(isLinked)) break;
      const answer = answers[index];
      if (answer !== undefined && isUnsettled(answer)) answers.push(await settleUnblocked(kit, customer, grant, key));
    }
    const words = [...new Set(answers.map(describe))].join(', ');
    must(answers.some(isLinked), `of ${REQUESTS} parallel requests ${how} none linked: ${words}`);
    const failed = answers.find((answer) => answer.status >= 500 && answer.status !== 503);
    must(failed === undefined, `${REQUESTS} parallel requests ${how} got ${words}`);
  });
}
