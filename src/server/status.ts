import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { findAttempt, ownerOf } from './attempt.js';
import type { Attempt } from './attempt.js';
import type { Queryable } from './database.js';
import { expireIfOverdue } from './end-attempt.js';
import { isAttemptId } from './exchange-request.js';
import { findRefusal } from './ledger.js';
import { listLinks, maskedLinkOf, onlyMasked } from './link.js';
import { LIVE } from './live-link.js';
import { isProblemCode, Problem } from './problem.js';
import type { Job } from './services.js';
import type { Session } from './session.js';
import { subjectOf } from './verify.js';

/** The status of the caller's attempt, or, without an attempt id, whether the customer is linked. */
export async function readStatus(job: Job, session: Session, attemptId: string | null): Promise<Answer> {
  const { database, vault } = job.services;
  if (attemptId === null) {
    const subject = await subjectOf(vault, session.customer.id);
    return jsonAnswer(200, { ...(await customerStatus(database, session.customer.id)), subject });
  }
  const found = isAttemptId(attemptId) ? await findAttempt(database, attemptId, ownerOf(session)) : null;
  if (found === null) return jsonAnswer(200, { status: 'none' });
  return jsonAnswer(200, await attemptStatus(database, await expireIfOverdue(database, found), job));
}

async function customerStatus(on: Queryable, customerId: string): Promise<object> {
  const links = await listLinks(on, customerId);
  const link = links.find(({ endedAt }) => endedAt === null) ?? links[0];
  if (link === undefined) return { status: 'none' };
  return { status: link.endedAt === null ? 'linked' : 'expired', link: onlyMasked(link) };
}

async function attemptStatus(on: Queryable, attempt: Attempt, { correlationId, services }: Job): Promise<object> {
  const link = maskedLinkOf(attempt);
  switch (attempt.status) {
    case 'OPEN':
      return { status: 'awaiting', ttlSeconds: attempt.secondsLeft };
    case 'CLAIMED':
    case 'SENT':
    case 'EXCHANGED':
      return { status: 'processing', retryAfterSeconds: 2 };
    case 'VERIFIED':
      return { status: 'pending_confirmation', attemptId: attempt.id, link };
    case 'LINKED':
      // The link may have been deleted or have ended since: the status is the current one.
      if (link === null) return { status: 'none' };
      return { status: await linkStatus(on, attempt), link, subject: await subjectOf(services.vault, attempt.customerId) };
    case 'MISMATCH':
    case 'BURNT':
      return { status: 'failed', problem: await problemOf(on, attempt, correlationId) };
    case 'EXPIRED':
      return { status: 'expired' };
    case 'CANCELLED':
      return { status: 'cancelled' };
  }
}

async function linkStatus(on: Queryable, { customerId, profileHash }: Attempt): Promise<'linked' | 'expired'> {
  const sql = `select 1 from wise_link where customer_id = $1 and profile_hash = $2 and ${LIVE}`;
  return (await on.query(sql, [customerId, profileHash])).rows.length > 0 ? 'linked' : 'expired';
}

// The stored answer of the exchange. It is deleted after a day; then the attempt's reason gives the same problem.
async function problemOf(on: Queryable, { id, reason }: Attempt, correlationId: string): Promise<unknown> {
  const code = isProblemCode(reason) ? reason : reason === 'identity_review' ? 'identity_mismatch' : 'internal_error';
  return JSON.parse((await findRefusal(on, id)) ?? new Problem(code).toAnswer(correlationId).body);
}
