import { z } from 'zod';
import type { Answer } from './answer.js';
import type { Work } from './begin.js';
import { inProgress, releaseCode, requestOf } from './claim.js';
import type { Claim } from './claim.js';
import { lockCustomer, select } from './database.js';
import type { Queryable } from './database.js';
import { endAttempt } from './end-attempt.js';
import { saveAnswer } from './ledger.js';
import { Problem } from './problem.js';
import type { Job } from './services.js';
import { countRefusal } from './throttle.js';

/**
 * Counts a code that Wise refused, whichever way it came, ends the attempt or leaves it open for another code, and stores
 * the answer. The code is free again. `inDoubt`: an earlier call may have used it.
 */
export async function refuseCode(job: Job, work: Work, inDoubt: boolean): Promise<Answer> {
  const { claim } = work;
  return job.services.database.transaction(async (tx) => {
    await lockCustomer(tx, claim.customerId);
    const allowed = job.services.limits.wrongCodesPerAttempt;
    const attemptsLeft = Math.max(0, allowed - (await countWrongCode(tx, claim)));
    const problem = problemFor(work, inDoubt, attemptsLeft);
    await releaseCode(tx, claim, false);
    if (problem.code !== 'code_invalid') await endAttempt(tx, claim.attemptId, { status: 'BURNT', reason: problem.code });
    else if (attemptsLeft === 0) {
      await countRefusal(tx, claim.customerId, 'lockout');
      await endAttempt(tx, claim.attemptId, { status: 'BURNT', reason: 'too_many_attempts' });
    }
    const answer = problem.toAnswer(job.correlationId);
    await saveAnswer(tx, requestOf(claim), answer);
    return answer;
  });
}

// Only a typed code can be a typing error. Any other code came from Wise, and has expired or was used.
function problemFor({ request }: Work, inDoubt: boolean, attemptsLeft: number): Problem {
  if (inDoubt) return new Problem('outcome_unknown');
  return request.source === 'typed' ? new Problem('code_invalid', { attemptsLeft }) : new Problem('code_expired');
}

const counted = z.object({ wrongCodes: z.number() });

async function countWrongCode(tx: Queryable, { attemptId, customerId, lease }: Claim): Promise<number> {
  const sql = 'update attempt set wrong_codes = wrong_codes + 1 where id = $1 and lease = $2 returning wrong_codes as "wrongCodes"';
  const [row] = await select(tx, counted, sql, [attemptId, lease]);
  if (row === undefined) throw inProgress();
  await countRefusal(tx, customerId, 'wrong_code');
  return row.wrongCodes;
}
