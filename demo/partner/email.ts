import { z } from 'zod';
import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { findAttempt, ownerOf } from './attempt.js';
import { lockCustomer, select } from './database.js';
import { readEmailRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { secondsFrom, secondsUntil } from './limits.js';
import { maskEmail } from './mask.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import { unavailable } from './redeem.js';
import type { Services } from './services.js';

/** Has Wise send its e-mail to the address that the bank holds. The answer does not tell whether Wise knows it. */
export async function sendEmail(services: Services, call: Call): Promise<Answer> {
  const { database, wise, limits, clock, log } = services;
  const { customer, correlationId } = call;
  const attemptId = readEmailRequest(call.value);
  if (attemptId !== null && (await findAttempt(database, attemptId, ownerOf(call, clock()))) === null) {
    throw new Problem('attempt_not_found');
  }
  const { id, resendsLeft } = await reserve(services, customer.id);
  const sent = await wise.sendCodeByEmail(customer.email, correlationId);
  if (sent !== 'accepted') {
    // A resend that Wise did not take is not one of the customer's five, and not one to wait a minute for.
    await database.query('delete from email_request where id = $1', [id]);
    throw unavailable(sent.retryAfterSeconds);
  }
  log({ level: 'info', event: 'email', correlationId, customerId: customer.id, outcome: 'accepted' });
  return jsonAnswer(202, {
    sentTo: maskEmail(customer.email),
    resendAfterSeconds: limits.emailPauseSeconds,
    resendsLeft,
  });
}

// The place is taken before Wise is called, so that parallel requests cannot each find it free.
async function reserve(
  { database, limits, clock }: Services,
  customerId: string,
): Promise<{ id: string; resendsLeft: number }> {
  const now = clock();
  return database.transaction(async (tx) => {
    await lockCustomer(tx, customerId);
    const sent = await select(
      tx,
      z.object({ at: z.date() }),
      `select requested_at as "at" from email_request
       where customer_id = $1 and requested_at > $2 order by requested_at`,
      [customerId, secondsFrom(now, -limits.daySeconds)],
    );
    const [first] = sent;
    if (first !== undefined && sent.length >= limits.emailsPerDay) {
      throw limited(secondsUntil(secondsFrom(first.at, limits.daySeconds), now));
    }
    const last = sent.at(-1);
    const free = last === undefined ? now : secondsFrom(last.at, limits.emailPauseSeconds);
    if (free > now) throw limited(secondsUntil(free, now));
    const id = randomToken();
    const sql = 'insert into email_request (id, customer_id, requested_at) values ($1, $2, $3)';
    await tx.query(sql, [id, customerId, now]);
    return { id, resendsLeft: limits.emailsPerDay - sent.length - 1 };
  });
}

function limited(retryAfterSeconds: number): Problem {
  return new Problem('rate_limited', { retryAfterSeconds });
}
