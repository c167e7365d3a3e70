import type { Answer } from './answer.js';
import type { Work } from './begin.js';
import { markExchanged, markSent, releaseCode } from './claim.js';
import { sealGrant } from './grant.js';
import type { Grant } from './grant.js';
import { outlast } from './outlast.js';
import { Problem } from './problem.js';
import { refuseCode } from './refuse-code.js';
import type { Job } from './services.js';

/** The tokens for the code, which are stored, or the final answer if it was refused. */
export type Redemption = { grant: Grant } | { answer: Answer };

/**
 * Exchanges the code, with one retry if no response arrived. If Wise refuses the code on the retry, the first call used
 * it and its tokens are lost.
 */
export async function redeemCode(job: Job, work: Work, retries = 1): Promise<Redemption> {
  const { database, vault, wise, limits } = job.services;
  const { claim, request, redirectUri } = work;
  const { earlierInDoubt } = await markSent(database, claim);
  const result = await wise.redeem(request.code, redirectUri, job.correlationId);
  if (result.kind === 'tokens') {
    const grant = { ...result.tokens, profileId: null };
    const sealedTokens = await sealGrant(vault, claim.customerId, grant);
    // Wise gives them once, so the database may be away for a moment.
    await outlast(() => markExchanged(database, claim, sealedTokens, limits), limits.leaseSeconds);
    return { grant };
  }
  if (result.kind === 'invalid-grant') return { answer: await refuseCode(job, work, earlierInDoubt) };
  if (result.kind === 'no-answer' && retries > 0) return redeemCode(job, work, retries - 1);
  const inDoubt = earlierInDoubt || result.kind === 'no-answer' || result.inDoubt;
  await releaseCode(database, claim, inDoubt);
  throw unavailable(result.kind === 'no-answer' ? null : result.retryAfterSeconds);
}

/** Wise is unavailable. The same request can be sent again and continues where this one stopped. */
export function unavailable(retryAfterSeconds: number | null): Problem {
  return new Problem('wise_unavailable', retryAfterSeconds === null ? {} : { retryAfterSeconds });
}
