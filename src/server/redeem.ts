import type { Answer } from './answer.js';
import type { Work } from './begin.js';
import { countWrongCode, endClaim, markExchanged, markSent, releaseCode } from './claim.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { sealGrant } from './grant.js';
import { saveAnswer } from './ledger.js';
import { Problem } from './problem.js';
import type { Job, Services } from './services.js';

/** The sealed tokens for the code, or the final answer if it was refused. */
export type Redemption = { sealedTokens: string } | { answer: Answer };

/**
 * Exchanges the code, with one retry if no response arrived. If Wise refuses the code on the retry, the first call used
 * it and its tokens are lost.
 */
export async function redeemCode(job: Job, work: Work, retries = 1): Promise<Redemption> {
  const { database, vault, wise } = job.services;
  const { claim, request, redirectUri } = work;
  const { earlierInDoubt } = await database.transaction((tx) => markSent(tx, claim));
  const result = await wise.redeem(request.code, redirectUri, job.correlationId);
  if (result.kind === 'tokens') {
    const sealedTokens = await sealGrant(vault, claim.customerId, { ...result.tokens, profileId: null });
    await database.transaction((tx) => markExchanged(tx, claim, sealedTokens));
    return { sealedTokens };
  }
  if (result.kind === 'invalid-grant') return { answer: await refuseCode(job, work, earlierInDoubt) };
  if (result.kind === 'no-answer' && retries > 0) return redeemCode(job, work, retries - 1);
  const inDoubt = earlierInDoubt || result.kind === 'no-answer' || result.inDoubt;
  await database.transaction((tx) => releaseCode(tx, claim, inDoubt));
  throw unavailable(result.kind === 'no-answer' ? null : result.retryAfterSeconds);
}

/** Wise is unavailable. The same request can be sent again and continues where this one stopped. */
export function unavailable(retryAfterSeconds: number | null): Problem {
  return new Problem('wise_unavailable', retryAfterSeconds === null ? {} : { retryAfterSeconds });
}

async function refuseCode(job: Job, work: Work, inDoubt: boolean): Promise<Answer> {
  const { claim } = work;
  return job.services.database.transaction(async (tx) => {
    await lockCustomer(tx, claim.customerId);
    const problem = await endOrCount(tx, job.services, work, inDoubt);
    const answer = problem.toAnswer(job.correlationId);
    await saveAnswer(tx, { ...claim, kind: 'code' }, answer);
    return answer;
  });
}

// Only a typed code can be a typing error. Any other code came from Wise, and has expired or was used.
async function endOrCount(tx: Queryable, services: Services, work: Work, inDoubt: boolean): Promise<Problem> {
  const { claim, request } = work;
  const now = services.clock();
  if (!inDoubt && request.source === 'typed') {
    const attemptsLeft = await countWrongCode(tx, claim, services.limits.wrongCodesPerAttempt, now);
    return new Problem('code_invalid', { attemptsLeft });
  }
  const reason = inDoubt ? 'outcome_unknown' : 'code_expired';
  await endClaim(tx, claim, { status: 'BURNT', reason }, now);
  return new Problem(reason);
}
