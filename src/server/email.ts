import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { findAttempt, ownerOf, refuseEnded } from './attempt.js';
import type { Attempt, Owner } from './attempt.js';
import { inProgress } from './claim.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { expireIfOverdue } from './end-attempt.js';
import { readEmailRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { maskEmail } from './mask.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import { unavailable } from './redeem.js';
import type { Services } from './services.js';
import { refuseTooManyEmails, refuseTooManyStarts } from './throttle.js';

/** Asks Wise to email the address that the bank holds. The answer does not reveal whether Wise has an account for it. */
export async function sendEmail(services: Services, call: Call): Promise<Answer> {
  const { database, wise, limits, log } = services;
  const { customer, correlationId } = call;
  const registrationCode = randomToken();
  const reservation = await reserve(services, call, registrationCode);
  const sent = await wise.sendCodeByEmail(customer.email, registrationCode, correlationId);
  if (typeof sent === 'object') {
    await cancelReservation(services, reservation);
    throw unavailable(sent.retryAfterSeconds);
  }
  if (sent === 'created') log({ level: 'warn', event: 'user_created', correlationId, customerId: customer.id });
  else await database.query('update email_request set sealed_registration_code = null where id = $1', [reservation.id]);
  log({ level: 'info', event: 'email', correlationId, customerId: customer.id, outcome: 'accepted' });
  return jsonAnswer(202, {
    sentTo: maskEmail(customer.email),
    resendAfterSeconds: limits.emailPauseSeconds,
    resendsLeft: reservation.resendsLeft,
    // Not the time left: that would reveal how long Wise took, and so whether it has an account for the address.
    ttlSeconds: limits.attemptSeconds,
  });
}

/** One of the customer's emails of the day. */
interface Reservation {
  id: string;
  resendsLeft: number;
}

// Reserved before Wise is called, so that parallel requests cannot exceed the limit.
async function reserve(services: Services, call: Call, registrationCode: string): Promise<Reservation> {
  const { database, vault, limits } = services;
  const attemptId = readEmailRequest(call.value);
  const customerId = call.customer.id;
  const sealed = await vault.seal(registrationCode, customerId, 'registration-code');
  if (attemptId !== null) await refuseOverdue(database, attemptId, ownerOf(call));
  return database.transaction(async (tx) => {
    await lockCustomer(tx, customerId);
    const attempt = attemptId === null ? null : await findOpenAttempt(tx, attemptId, ownerOf(call));
    const earlier = await refuseTooManyEmails(tx, customerId, limits);
    if (attempt?.isUnused === true) await refuseTooManyStarts(tx, customerId, limits);
    const id = randomToken();
    await insertRequest(tx, { id, customerId, sealed, attemptId }, limits.attemptSeconds);
    return { id, resendsLeft: limits.emailsPerDay - earlier - 1 };
  });
}

// Written down in its own statement, because the refusal rolls the transaction back.
async function refuseOverdue(on: Queryable, id: string, owner: Owner): Promise<void> {
  const attempt = await findAttempt(on, id, owner);
  if (attempt !== null) refuseEnded(await expireIfOverdue(on, attempt));
}

// Refuses as the exchange does: an attempt that has ended, and one whose code is being exchanged.
async function findOpenAttempt(tx: Queryable, id: string, owner: Owner): Promise<Attempt> {
  const attempt = await findAttempt(tx, id, owner);
  if (attempt === null) throw new Problem('attempt_not_found');
  refuseEnded(attempt);
  if (attempt.isOverdue) throw new Problem('attempt_expired');
  if (attempt.status !== 'OPEN') throw inProgress();
  return attempt;
}

// Waiting for an email and logging in at Wise take as long as a new attempt. Wrong codes stay counted, and the code is now
// taken to be typed. The times are kept to undo this.
async function insertRequest(
  tx: Queryable,
  { id, customerId, sealed, attemptId }: { id: string; customerId: string; sealed: string; attemptId: string | null },
  seconds: number,
): Promise<void> {
  await tx.query(
    `with before as (select id, expires_at from attempt where id = $4),
     extended as (
       update attempt set expires_at = wise_link_now() + make_interval(secs => $5), flow = 'email', used_at = coalesce(used_at, wise_link_now())
       where id = $4 returning expires_at)
     insert into email_request (id, customer_id, requested_at, sealed_registration_code, attempt_id, expires_before, expires_after)
     values ($1, $2, wise_link_now(), $3, $4, (select expires_at from before), (select expires_at from extended))`,
    [id, customerId, sealed, attemptId, seconds],
  );
}

// An email that Wise did not accept counts towards no limit and does not extend the attempt.
async function cancelReservation({ database }: Services, { id }: Reservation): Promise<void> {
  await database.query(
    `with cancelled as (delete from email_request where id = $1 returning attempt_id, expires_before, expires_after)
     update attempt set expires_at = cancelled.expires_before from cancelled
     where attempt.id = cancelled.attempt_id and attempt.expires_at = cancelled.expires_after and ended_at is null`,
    [id],
  );
}
