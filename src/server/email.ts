import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { expireAttempts, findAttempt, changeExpiry, ownerOf, refuseEnded, useAttempt } from './attempt.js';
import type { Attempt, Owner } from './attempt.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { readEmailRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { secondsFrom } from './limits.js';
import { maskEmail } from './mask.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import { unavailable } from './redeem.js';
import type { Services } from './services.js';
import { refuseTooManyEmails } from './throttle.js';

/** Asks Wise to e-mail the address that the bank holds. The answer does not reveal whether Wise has an account for it. */
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

/** One of the customer's e-mails of the day, and the attempt whose expiry it extends. */
interface Reservation {
  id: string;
  resendsLeft: number;
  attempt: { id: string; end: Date; endBefore: Date } | null;
}

// Reserved before Wise is called, so that parallel requests cannot exceed the limit.
async function reserve(services: Services, call: Call, registrationCode: string): Promise<Reservation> {
  const { database, vault, limits, clock } = services;
  const attemptId = readEmailRequest(call.value);
  const now = clock();
  const customerId = call.customer.id;
  const sealed = await vault.seal(registrationCode, customerId, 'registration-code');
  if (attemptId !== null) await expireAttempts(database, now);
  return database.transaction(async (tx) => {
    await lockCustomer(tx, customerId);
    const attempt = attemptId === null ? null : await findOpenAttempt(tx, attemptId, ownerOf(call, now));
    const earlier = await refuseTooManyEmails(tx, customerId, limits, now);
    if (attempt !== null) await useAttempt(tx, attempt, limits, now);
    const id = randomToken();
    await tx.query(
      'insert into email_request (id, customer_id, requested_at, sealed_registration_code) values ($1, $2, $3, $4)',
      [id, customerId, now, sealed],
    );
    const end = secondsFrom(now, limits.attemptSeconds);
    if (attempt !== null) await extendAttempt(tx, attempt, end);
    return {
      id,
      resendsLeft: limits.emailsPerDay - earlier - 1,
      attempt: attempt && { id: attempt.id, end, endBefore: attempt.expiresAt },
    };
  });
}

// Refuses as the exchange does: an attempt that has ended, and one whose code is being exchanged.
async function findOpenAttempt(tx: Queryable, id: string, owner: Owner): Promise<Attempt> {
  const attempt = await findAttempt(tx, id, owner);
  if (attempt === null) throw new Problem('attempt_not_found');
  refuseEnded(attempt);
  if (attempt.status !== 'OPEN') throw new Problem('exchange_in_progress', { retryAfterSeconds: 1 });
  return attempt;
}

// Waiting for an e-mail and logging in at Wise take as long as a new attempt. Wrong codes stay counted.
async function extendAttempt(tx: Queryable, { id, expiresAt }: Attempt, end: Date): Promise<void> {
  if (!(await changeExpiry(tx, id, expiresAt, end))) throw new Problem('attempt_expired');
}

// An e-mail that Wise did not accept counts towards no limit and does not extend the attempt.
async function cancelReservation({ database }: Services, { id, attempt }: Reservation): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('delete from email_request where id = $1', [id]);
    if (attempt !== null) await changeExpiry(tx, attempt.id, attempt.end, attempt.endBefore);
  });
}
