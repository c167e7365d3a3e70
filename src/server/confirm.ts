import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { endAttempt, expireAttempts, findAttempt, ownerOf } from './attempt.js';
import type { Attempt } from './attempt.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import type { ConfirmRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { enterRequest, findAnswer, forgetCodeAnswer, saveAnswer } from './ledger.js';
import type { RequestId } from './ledger.js';
import { maskedLinkOf, storeLink } from './link.js';
import type { MaskedLink } from './link.js';
import { announce } from './notify.js';
import { Problem } from './problem.js';
import type { Services } from './services.js';
import { linkedAnswer, refuseForeign, subjectOf } from './verify.js';

const DISCARDED = jsonAnswer(200, { status: 'discarded' });

interface Decision {
  answer: Answer;
  /** Set only by the request that made the link, so that it is announced once. */
  linked: MaskedLink | null;
}

/** Takes the customer's answer to "is this you?": yes makes the link, no deletes the tokens. */
export async function confirmLink(
  services: Services,
  call: Call,
  request: ConfirmRequest,
  key: string,
): Promise<Answer> {
  const { database, vault, clock } = services;
  const { correlationId, customer } = call;
  const id: RequestId = { customerId: customer.id, kind: 'confirm', key };
  const bodyHash = await vault.fingerprint('body', call.text);
  const subject = await subjectOf(vault, customer.id);
  await expireAttempts(database, clock());
  const { answer, linked } = await database.transaction(async (tx): Promise<Decision> => {
    await lockCustomer(tx, customer.id);
    const before = await findAnswer(tx, id, bodyHash);
    if (before !== null) return { answer: before, linked: null };
    const attempt = await findAttempt(tx, request.attemptId, ownerOf(call, clock()));
    if (attempt === null) throw new Problem('attempt_not_found');
    await enterRequest(tx, id, { attemptId: attempt.id, bodyHash, codeHash: null, now: clock() });
    const decision = await decide(tx, attempt, { yes: request.confirm, now: clock(), correlationId, subject });
    await saveAnswer(tx, id, decision.answer);
    return decision;
  });
  if (linked !== null) await announce({ services, correlationId }, customer.id, linked);
  return answer;
}

async function decide(
  tx: Queryable,
  attempt: Attempt,
  { yes, now, correlationId, subject }: { yes: boolean; now: Date; correlationId: string; subject: string },
): Promise<Decision> {
  const link = maskedLinkOf(attempt);
  if (attempt.status === 'VERIFIED' && link !== null && yes) {
    if (await storeLink(tx, attempt.id, now)) return { answer: linkedAnswer(link, subject), linked: link };
    const problem = await refuseForeign(tx, attempt.id, now);
    return { answer: problem.toAnswer(correlationId), linked: null };
  }
  if (attempt.status === 'VERIFIED' && !yes) {
    await endAttempt(tx, attempt.id, { status: 'CANCELLED', reason: 'declined' }, now);
    await forgetCodeAnswer(tx, attempt.id);
    return { answer: DISCARDED, linked: null };
  }
  // The same answer said twice, under another key: a second tab, or a reload.
  if (attempt.status === 'LINKED' && link !== null && yes) return { answer: linkedAnswer(link, subject), linked: null };
  if (attempt.status === 'CANCELLED' && !yes) return { answer: DISCARDED, linked: null };
  const unasked = ['OPEN', 'CLAIMED', 'SENT', 'EXCHANGED'].includes(attempt.status);
  throw new Problem(unasked ? 'attempt_not_found' : 'attempt_expired');
}
