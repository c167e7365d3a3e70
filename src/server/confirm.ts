/** The customer's answer to "is this you?". */
import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { findAttempt, ownerOf } from './attempt.js';
import type { Attempt } from './attempt.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { endAttempt, expireIfOverdue } from './end-attempt.js';
import type { ConfirmRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { deleteCodeAnswer, findAnswer, insertAnswered } from './ledger.js';
import type { RequestId } from './ledger.js';
import { maskedLinkOf } from './link.js';
import type { MaskedLink } from './link.js';
import { announce } from './notify.js';
import { Problem } from './problem.js';
import type { Services } from './services.js';
import { storeLink } from './store-link.js';
import { linkedAnswer, subjectOf } from './verify.js';

const DISCARDED = jsonAnswer(200, { status: 'discarded' });

interface Decision {
  answer: Answer;
  /** Set only by the request that created the link, so that the bank is notified once. */
  linked: MaskedLink | null;
}

/** Handles the customer's answer to "is this you?": yes creates the link, no deletes the tokens. */
export async function confirmLink(
  services: Services,
  call: Call,
  request: ConfirmRequest,
  key: string,
): Promise<Answer> {
  const { database, vault, limits } = services;
  const { correlationId, customer } = call;
  const id: RequestId = { customerId: customer.id, kind: 'confirm', key };
  const bodyHash = await vault.fingerprint('body', call.text);
  const subject = await subjectOf(vault, customer.id);
  const decided = await database.transaction(async (tx): Promise<Decision | Attempt> => {
    await lockCustomer(tx, customer.id);
    const before = await findAnswer(tx, id, bodyHash, limits.daySeconds);
    if (before !== null) return { answer: before, linked: null };
    const attempt = await findAttempt(tx, request.attemptId, ownerOf(call));
    if (attempt === null) throw new Problem('attempt_not_found');
    if (attempt.isOverdue) return attempt;
    const decision = await decide(tx, attempt, { yes: request.confirm, correlationId, subject });
    await insertAnswered(tx, id, attempt.id, bodyHash, decision.answer);
    return decision;
  });
  if (!('answer' in decided)) {
    // Not in the transaction, which would be rolled back.
    await expireIfOverdue(database, decided);
    throw new Problem('attempt_expired');
  }
  const { answer, linked } = decided;
  if (linked !== null) await announce({ services, correlationId }, customer.id);
  return answer;
}

async function decide(
  tx: Queryable,
  attempt: Attempt,
  { yes, correlationId, subject }: { yes: boolean; correlationId: string; subject: string },
): Promise<Decision> {
  const link = maskedLinkOf(attempt);
  if (attempt.status === 'VERIFIED' && link !== null && yes) {
    if (await storeLink(tx, attempt.id)) return { answer: linkedAnswer(link, subject), linked: link };
    await endAttempt(tx, attempt.id, { status: 'MISMATCH', reason: 'already_linked_elsewhere' });
    return { answer: new Problem('already_linked_elsewhere').toAnswer(correlationId), linked: null };
  }
  if (attempt.status === 'VERIFIED' && !yes) {
    await endAttempt(tx, attempt.id, { status: 'CANCELLED', reason: 'declined' });
    await deleteCodeAnswer(tx, attempt.id);
    return { answer: DISCARDED, linked: null };
  }
  // The same answer again with another key: from a second tab, or after a reload.
  if (attempt.status === 'LINKED' && link !== null && yes) return { answer: linkedAnswer(link, subject), linked: null };
  if (attempt.status === 'CANCELLED' && !yes) return { answer: DISCARDED, linked: null };
  const isUnverified = ['OPEN', 'CLAIMED', 'SENT', 'EXCHANGED'].includes(attempt.status);
  throw new Problem(isUnverified ? 'attempt_not_found' : 'attempt_expired');
}
