import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import type { Background } from './background.js';
import { begin } from './begin.js';
import type { Work } from './begin.js';
import type { CodeRequest } from './exchange-request.js';
import { unsealGrant } from './grant.js';
import type { Call } from './guard.js';
import { describeError } from './log.js';
import { announce } from './notify.js';
import { Problem } from './problem.js';
import { redeemCode } from './redeem.js';
import type { Services } from './services.js';
import { verifyPerson } from './verify.js';

/** Exchanges a code exactly once, even if the request is repeated, and returns the outcome. */
export async function exchangeCode(
  services: Services,
  background: Background,
  call: Call,
  request: CodeRequest,
  key: string,
): Promise<Answer> {
  const begun = await begin(services, call, request, key);
  if (begun.kind === 'replay') return begun.answer;
  const { correlationId } = call;
  const attemptId = begun.claim.attemptId;
  const answer = await background.within(services.limits.answerWithinMs, run(services, call, begun), (error) => {
    // This request was answered with 202. The next one finds the outcome of a Problem.
    if (error instanceof Problem) return;
    services.log({ level: 'error', event: 'internal_error', correlationId, attemptId, ...describeError(error) });
  });
  return answer ?? jsonAnswer(202, { status: 'processing', retryAfterSeconds: 2 }, { 'Retry-After': '2' });
}

async function run(services: Services, call: Call, work: Work): Promise<Answer> {
  const { customer, correlationId } = call;
  const job = { services, correlationId };
  const log = { level: 'info', event: 'attempt', correlationId, attemptId: work.claim.attemptId } as const;
  services.log({ ...log, outcome: work.sealedTokens === null ? 'claimed' : 'resumed' });
  const redemption = work.sealedTokens === null ? await redeemCode(job, work) : { grant: await unsealGrant(services.vault, customer.id, work.sealedTokens) };
  if ('answer' in redemption) {
    services.log({ ...log, outcome: 'refused' });
    return redemption.answer;
  }
  const { answer, linked } = await verifyPerson(job, work, customer, redemption.grant);
  services.log({ ...log, outcome: linked === null ? 'answered' : 'linked', status: answer.status });
  if (linked !== null) await announce(job, customer.id);
  return answer;
}
