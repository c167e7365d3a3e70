import { setTimeout as pause } from 'node:timers/promises';
import { describe } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Grant } from '../grant.js';
import type { Kit } from '../kit.js';
import { settle } from '../settle.js';

const HELD_MS = 120_000;
const LONGEST_MS = 10_000;

/** B8: Wise timeout after send → contract.md, "Exactly once". */
export const b8: Case = {
  name: 'B8',
  title: 'When Wise takes the code and its answer is lost, the outcome is unknown, and the code is not sent for ever',
  mend:
    'Give a call to Wise about 8 s. If no answer comes, call once more: invalid_grant then means that the first call ' +
    'won and its tokens are lost. Answer 502 outcome_unknown with retryable false and codeConsumed true, and keep that answer.',
  async run(kit) {
    const key = crypto.randomUUID();
    const grant = await popupGrant(kit, kit.customer);
    const answer = await lostAnswer(kit, grant, key);
    const { status, body } = answer;
    if (body['status'] === 'linked') throw new NotChecked('your backend waited until Wise answered at last, so nothing was lost');
    const isKnown = status === 502 && body['code'] === 'outcome_unknown';
    must(isKnown, `it was answered ${describe(answer)} in the end, and not 502 outcome_unknown`);
    const isSpent = body['retryable'] === false && body['codeConsumed'] === true;
    must(isSpent, 'outcome_unknown came without “retryable”: false and “codeConsumed”: true');
    const again = await kit.customer.browser.post(kit.options.exchangeUrl, grant, key);
    must(again.text === answer.text, `the replay was answered ${describe(again)}, and not with the same outcome_unknown`);
  },
};

/** The final answer to a code that Wise took without the backend hearing of it. */
async function lostAnswer(kit: Kit, grant: Grant, key: string): Promise<Answer> {
  const { wise, customer } = kit;
  const before = await wise.tokenCalls();
  // Held back after the work is done: who gives up waiting has spent the code all the same.
  await wise.holdAnswers(HELD_MS);
  try {
    // The element, too, sends the same again when it hears nothing.
    const first = customer.browser.post(kit.options.exchangeUrl, grant, key).catch(() => undefined);
    const end = Date.now() + LONGEST_MS;
    while ((await wise.tokenCalls()) === before) {
      must(Date.now() < end, 'within 10 s your backend did not bring the code to Wise');
      await pause(20);
    }
    await wise.holdAnswers(0);
    await first;
  } finally {
    await wise.holdAnswers(0);
  }
  return settle(kit, customer, grant, key);
}
