import { describe } from '../answer.js';
import { start } from '../attempt.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settle, settleUnblocked } from '../settle.js';

const CODE_LIFE_SECONDS = 30 * 60;

/** B15: state older than TTL → 410. Runs late, because the simulator's clock cannot go back. */
export const b15: Case = {
  name: 'B15',
  title: 'An expired attempt gets 410 without a call to Wise, and an expired code gets 410',
  rule: RULES.expiredAttempt,
  fix:
    'Compare the attempt’s expiry with your clock before you call Wise: 410 attempt_expired. If Wise answers invalid_grant to ' +
    'the first call with a code that was not typed: 410 code_expired.',
  async run(kit) {
    await checkExpiredCode(kit);
    await checkExpiredAttempt(kit);
  },
};

async function checkExpiredCode(kit: Kit): Promise<void> {
  const grant = await popupGrant(kit, kit.customer);
  await kit.wise.passTime(CODE_LIFE_SECONDS + 1);
  const answer = await settleUnblocked(kit, kit.customer, grant, crypto.randomUUID());
  must(answer.status === 410, `a code older than 30 minutes got ${describe(answer)}, not 410 code_expired`, RULES.expiredCode);
}

async function checkExpiredAttempt(kit: Kit): Promise<void> {
  const { customer, options: { startUrl, longestWait } } = kit;
  if (startUrl === undefined) {
    throw new NotChecked('there is no --start-url: only an expired code was checked, not an expired attempt');
  }
  const { attemptId, state, ttlSeconds } = await start(kit, customer, startUrl);
  must(ttlSeconds > 0 && ttlSeconds <= CODE_LIFE_SECONDS, `ttlSeconds is ${ttlSeconds}, not more than 0 and at most the ${CODE_LIFE_SECONDS} seconds that a code lasts at Wise`, RULES.startedTime);
  if (ttlSeconds > longestWait) {
    throw new NotChecked(
      `your attempts last ${ttlSeconds} s, and the kit waits at most ${longestWait} s: only an expired code was checked. Test a ` +
      'backend with a shorter time limit, or give --longest-wait',
    );
  }
  await kit.outlast(ttlSeconds + 1);
  await withTokenCalls(kit, 0, async () => {
    const grant = await popupGrant(kit, customer, { attemptId, state });
    const answer = await settle(kit, customer, grant, crypto.randomUUID());
    mustRefuse(answer, 410, 'attempt_expired', `a code for an attempt that was ${ttlSeconds + 1} s old`);
  });
}
