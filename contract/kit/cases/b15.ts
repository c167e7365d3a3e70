import { describe } from '../answer.js';
import { start } from '../attempt.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { settle } from '../settle.js';

const CODE_LIFE_SECONDS = 30 * 60;

/** B15: state older than TTL → 410. Comes late: the simulator's clock does not go back. */
export const b15: Case = {
  name: 'B15',
  title: 'An attempt past its time gets 410 without a call to Wise, and so does a code that Wise says is too old',
  mend:
    'Compare the attempt’s end with your clock before you call Wise: 410 attempt_expired. If Wise says invalid_grant to ' +
    'the first call with a code that was not typed: 410 code_expired.',
  async run(kit) {
    await oldCode(kit);
    await oldAttempt(kit);
  },
};

async function oldCode(kit: Kit): Promise<void> {
  const grant = await popupGrant(kit, kit.customer);
  await kit.wise.passTime(CODE_LIFE_SECONDS + 1);
  const answer = await settle(kit, kit.customer, grant, crypto.randomUUID());
  must(answer.status === 410, `a code older than 30 minutes was answered ${describe(answer)}, and not 410 code_expired`);
}

async function oldAttempt(kit: Kit): Promise<void> {
  const { customer, options: { startUrl, longestWait } } = kit;
  if (startUrl === undefined) {
    throw new NotChecked('an old code is refused; an attempt can only be seen to grow old by its ttlSeconds: give --start-url');
  }
  const { attemptId, state, ttlSeconds } = await start(kit, customer, startUrl);
  must(ttlSeconds <= CODE_LIFE_SECONDS, `ttlSeconds is ${ttlSeconds}: longer than a code lives at Wise`);
  if (ttlSeconds > longestWait) {
    throw new NotChecked(
      `an old code is refused; your attempts live ${ttlSeconds} s, and the kit waits ${longestWait} s: let it test a ` +
        'backend whose attempts live shorter, or give --longest-wait',
    );
  }
  await kit.outlast(ttlSeconds + 1);
  await withTokenCalls(kit, 0, async () => {
    const grant = await popupGrant(kit, customer, { attemptId, state });
    const answer = await settle(kit, customer, grant, crypto.randomUUID());
    mustRefuse(answer, 410, 'attempt_expired', `a code under an attempt that was ${ttlSeconds + 1} s old`);
  });
}
