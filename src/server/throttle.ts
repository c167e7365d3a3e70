import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { secondsFrom, secondsUntil } from './limits.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';

const counts = z.object({
  mismatches: z.number(),
  firstMismatch: z.date().nullable(),
  wrongCodes: z.number(),
  firstWrongCode: z.date().nullable(),
  lastLockout: z.date().nullable(),
});

/**
 * Throws `too_many_attempts` for a customer with too many mismatches or wrong codes, before Wise is called. The limits
 * are per customer, because a customer can start any number of attempts. Call under the customer's lock.
 */
export async function refuseTooMany(
  tx: Queryable,
  customerId: string,
  typed: boolean,
  limits: Limits,
  now: Date,
): Promise<void> {
  const [found] = await select(
    tx,
    counts,
    `select (count(*) filter (where reason = 'identity_mismatch' and ended_at > $2))::int as "mismatches",
       min(ended_at) filter (where reason = 'identity_mismatch' and ended_at > $2) as "firstMismatch",
       coalesce(sum(wrong_codes) filter (where created_at > $2), 0)::int as "wrongCodes",
       min(created_at) filter (where wrong_codes > 0 and created_at > $2) as "firstWrongCode",
       max(ended_at) filter (where reason = 'too_many_attempts') as "lastLockout"
     from attempt where customer_id = $1`,
    [customerId, secondsFrom(now, -limits.daySeconds)],
  );
  if (found === undefined) return;
  // A mismatch tells an attacker that a guessed date of birth is wrong.
  if (found.mismatches >= limits.mismatchesPerDay) refuseUntil(found.firstMismatch, limits.daySeconds, now);
  if (!typed) return;
  // RFC 8628 section 5.1: short codes can be guessed.
  if (found.wrongCodes >= limits.wrongCodesPerDay) refuseUntil(found.firstWrongCode, limits.daySeconds, now);
  if (found.lastLockout !== null && secondsFrom(found.lastLockout, limits.wrongCodesPauseSeconds) > now) {
    refuseUntil(found.lastLockout, limits.wrongCodesPauseSeconds, now);
  }
}

/**
 * Throws `rate_limited` for a customer who used too many attempts in the last hour. Unused attempts do not count, because
 * the element prefetches one when the pointer comes near. Call under the customer's lock.
 */
export async function refuseTooManyStarts(tx: Queryable, customerId: string, limits: Limits, now: Date): Promise<void> {
  const hour = 3600;
  const used = await select(
    tx,
    z.object({ at: z.date() }),
    'select used_at as "at" from attempt where customer_id = $1 and used_at > $2 order by used_at',
    [customerId, secondsFrom(now, -hour)],
  );
  const oldestCounted = used.at(-limits.startsPerHour);
  if (oldestCounted === undefined) return;
  limitUntil(secondsFrom(oldestCounted.at, hour), now);
}

/** Throws `rate_limited` for an e-mail too soon after the last or too many in a day. Returns how many were sent. Call under the customer's lock. */
export async function refuseTooManyEmails(tx: Queryable, customerId: string, limits: Limits, now: Date): Promise<number> {
  const sent = await select(
    tx,
    z.object({ at: z.date() }),
    `select requested_at as "at" from email_request
     where customer_id = $1 and requested_at > $2 order by requested_at`,
    [customerId, secondsFrom(now, -limits.daySeconds)],
  );
  const [first] = sent;
  if (first !== undefined && sent.length >= limits.emailsPerDay) limitUntil(secondsFrom(first.at, limits.daySeconds), now);
  const last = sent.at(-1);
  const nextAllowed = last === undefined ? now : secondsFrom(last.at, limits.emailPauseSeconds);
  if (nextAllowed > now) limitUntil(nextAllowed, now);
  return sent.length;
}

function limitUntil(then: Date, now: Date): never {
  throw new Problem('rate_limited', { retryAfterSeconds: secondsUntil(then, now) });
}

function refuseUntil(since: Date | null, seconds: number, now: Date): never {
  const until = secondsFrom(since ?? now, seconds);
  throw new Problem('too_many_attempts', { retryAfterSeconds: secondsUntil(until, now) });
}
