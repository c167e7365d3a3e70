import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { secondsFrom, secondsUntil } from './limits.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';

const tally = z.object({
  mismatches: z.number(),
  firstMismatch: z.date().nullable(),
  wrongCodes: z.number(),
  firstWrongCode: z.date().nullable(),
  lastLockout: z.date().nullable(),
});

/**
 * Refuses a customer who had too many mismatches or wrong codes, before Wise is called. Attempts are free, so limits
 * per attempt alone would limit nobody; these are per customer. To be called under the customer's lock.
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
    tally,
    `select (count(*) filter (where reason = 'identity_mismatch' and ended_at > $2))::int as "mismatches",
       min(ended_at) filter (where reason = 'identity_mismatch' and ended_at > $2) as "firstMismatch",
       coalesce(sum(wrong_codes) filter (where created_at > $2), 0)::int as "wrongCodes",
       min(created_at) filter (where wrong_codes > 0 and created_at > $2) as "firstWrongCode",
       max(ended_at) filter (where reason = 'too_many_attempts') as "lastLockout"
     from attempt where customer_id = $1`,
    [customerId, secondsFrom(now, -limits.daySeconds)],
  );
  if (found === undefined) return;
  // A mismatch says "not this date of birth" to somebody who is trying dates.
  if (found.mismatches >= limits.mismatchesPerDay) refuseUntil(found.firstMismatch, limits.daySeconds, now);
  if (!typed) return;
  // RFC 8628 section 5.1: short codes need few guesses.
  if (found.wrongCodes >= limits.wrongCodesPerDay) refuseUntil(found.firstWrongCode, limits.daySeconds, now);
  if (found.lastLockout !== null && secondsFrom(found.lastLockout, limits.wrongCodesPauseSeconds) > now) {
    refuseUntil(found.lastLockout, limits.wrongCodesPauseSeconds, now);
  }
}

/**
 * Refuses a customer who used too many attempts within the last hour: nobody does by hand. Those that were only made do
 * not count, since the element asks for one as soon as a pointer comes near. Under the customer's lock.
 */
export async function refuseTooManyStarts(tx: Queryable, customerId: string, limits: Limits, now: Date): Promise<void> {
  const hour = 3600;
  const used = await select(
    tx,
    z.object({ at: z.date() }),
    'select used_at as "at" from attempt where customer_id = $1 and used_at > $2 order by used_at',
    [customerId, secondsFrom(now, -hour)],
  );
  const freesPlace = used.at(-limits.startsPerHour);
  if (freesPlace === undefined) return;
  limitUntil(secondsFrom(freesPlace.at, hour), now);
}

/** Refuses an e-mail too soon after another, or too many in a day; returns how many there were. Under the customer's lock. */
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
  const free = last === undefined ? now : secondsFrom(last.at, limits.emailPauseSeconds);
  if (free > now) limitUntil(free, now);
  return sent.length;
}

function limitUntil(then: Date, now: Date): never {
  throw new Problem('rate_limited', { retryAfterSeconds: secondsUntil(then, now) });
}

function refuseUntil(since: Date | null, seconds: number, now: Date): never {
  const until = secondsFrom(since ?? now, seconds);
  throw new Problem('too_many_attempts', { retryAfterSeconds: secondsUntil(until, now) });
}
