import { setTimeout as pause } from 'node:timers/promises';
import { describe } from '../answer.js';
import { isAccepted } from '../accepted.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Grant } from '../grant.js';
import type { Kit } from '../kit.js';
import { RULES } from '../rules.js';
import { settleUnblocked } from '../settle.js';

const DELAY_MS = 120_000;
const TIMEOUT_MS = 10_000;

/** B8: Wise timeout after send → contract.md, "Exactly once". */
export const b8: Case = {
  name: 'B8',
  title: 'When Wise accepts the code and its response is lost, the answer is outcome_unknown, and the retries end',
  rule: RULES.lostAnswer,
  fix:
    'Limit a call to Wise to about 8 s. If no response arrives, retry once: invalid_grant then means that the first call ' +
    'used the code and its tokens are lost. Answer 502 outcome_unknown with retryable false and codeConsumed true, and store that answer.',
  async run(kit) {
    const key = crypto.randomUUID();
    const grant = await popupGrant(kit, kit.customer);
    const answer = await lostAnswer(kit, grant, key);
    const { status, body } = answer;
    if (isAccepted(kit, answer)) throw new NotChecked('your backend waited until Wise answered, so no response was lost');
    const isKnown = status === 502 && body['code'] === 'outcome_unknown';
    must(isKnown, `the final answer was ${describe(answer)}, not 502 outcome_unknown`);
    const isSpent = body['retryable'] === false && body['codeConsumed'] === true;
    must(isSpent, 'outcome_unknown had no “retryable”: false and “codeConsumed”: true');
    const again = await kit.customer.browser.post(kit.options.exchangeUrl, grant, key);
    must(again.text === answer.text, `the replay got ${describe(again)}, not with the same outcome_unknown`);
  },
};

/** The final answer to a code that Wise accepted with a response that the backend did not receive. */
async function lostAnswer(kit: Kit, grant: Grant, key: string): Promise<Answer> {
  const { wise, customer } = kit;
  const before = await wise.tokenCalls();
  // The delay comes after the work: the code is used even if the backend stops waiting.
  await wise.holdAnswers(DELAY_MS);
  try {
    // The element also repeats a request without a response.
    const first = customer.browser.post(kit.options.exchangeUrl, grant, key).catch(() => undefined);
    const end = Date.now() + TIMEOUT_MS;
    while ((await wise.tokenCalls()) === before) {
      must(Date.now() < end, 'your backend did not send the code to Wise within 10 s');
      await pause(20);
    }
    await wise.holdAnswers(0);
    await first;
  } finally {
    await wise.holdAnswers(0);
  }
  return settleUnblocked(kit, customer, grant, key);
}
