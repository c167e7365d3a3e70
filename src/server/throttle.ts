/** The limits of a customer. */
import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';

const seconds = z.number().nullable();

/** How many seconds a customer must wait for each reason; null if there is none. */
export const waits = z.object({ mismatchWait: seconds, wrongCodeWait: seconds, lockoutWait: seconds, startWait: seconds });

const startWaits = z.object({ startWait: seconds });
const emailWaits = z.object({ dayWait: seconds, pauseWait: seconds, sent: z.number() });

/** The columns of `waits`. `$2` is the customer, and the parameters from `$4` on are those of `waitValues`. */
export const WAITS = `${refusalWait('mismatch', '$4', '$5')} as "mismatchWait", ${refusalWait('wrong_code', '$4', '$6')} as "wrongCodeWait",
  ${refusalWait('lockout', '$7', '0')} as "lockoutWait", ${wait('attempt', 'used_at', 'true', '3600', '$8')} as "startWait"`;

/** The parameters of `WAITS`. */
export function waitValues({ daySeconds, mismatchesPerDay, wrongCodesPerDay, wrongCodesPauseSeconds, startsPerHour }: Limits): number[] {
  return [daySeconds, newest(mismatchesPerDay), newest(wrongCodesPerDay), wrongCodesPauseSeconds, newest(startsPerHour)];
}

/**
 * Throws `too_many_attempts` for a customer with too many mismatches or refused codes, before Wise is called. The limits are
 * per customer, because a customer can start any number of attempts, and do not depend on what the page says.
 */
export function refuseTooMany({ mismatchWait, wrongCodeWait, lockoutWait }: z.output<typeof waits>): void {
  // A mismatch tells an attacker that a guessed date of birth is wrong. RFC 8628 section 5.1: short codes can be guessed.
  const retryAfterSeconds = mismatchWait ?? wrongCodeWait ?? lockoutWait;
  if (retryAfterSeconds !== null) throw new Problem('too_many_attempts', { retryAfterSeconds });
}

/**
 * Throws `rate_limited` for a customer who used too many attempts in the last hour. Unused attempts do not count, because
 * the element prefetches one when the pointer comes near. Call under the customer's lock.
 */
export async function refuseTooManyStarts(tx: Queryable, customerId: string, limits: Limits): Promise<void> {
  const sql = `select ${wait('attempt', 'used_at', 'true', '3600', '$1')} as "startWait"`;
  const [found] = await select(tx, startWaits, sql, [newest(limits.startsPerHour), customerId]);
  limitFor(found?.startWait ?? null);
}

/** Throws `rate_limited` for an email too soon after the last or too many in a day. Returns how many were sent. Call under the customer's lock. */
export async function refuseTooManyEmails(tx: Queryable, customerId: string, limits: Limits): Promise<number> {
  const sql = `select ${wait('email_request', 'requested_at', 'true', '$1', '$3')} as "dayWait",
      ${wait('email_request', 'requested_at', 'true', '$4', '0')} as "pauseWait",
      (select count(*) from email_request where customer_id = $2
         and requested_at > wise_link_now() - make_interval(secs => $1::float8))::int as "sent"`;
  const values = [limits.daySeconds, customerId, newest(limits.emailsPerDay), limits.emailPauseSeconds];
  const [found] = await select(tx, emailWaits, sql, values);
  limitFor(found?.dayWait ?? found?.pauseWait ?? null);
  return found?.sent ?? 0;
}

/** Throws `rate_limited` if the customer must wait. */
export function limitFor(retryAfterSeconds: number | null): void {
  if (retryAfterSeconds !== null) throw new Problem('rate_limited', { retryAfterSeconds });
}

/** Counts a refusal. */
export async function countRefusal(tx: Queryable, customerId: string, kind: 'wrong_code' | 'lockout' | 'mismatch'): Promise<void> {
  await tx.query('insert into refusal (customer_id, kind, at) values ($1, $2, wise_link_now())', [customerId, kind]);
}

function refusalWait(kind: string, window: string, offset: string): string {
  return wait('refusal', 'at', `kind = '${kind}'`, window, offset);
}

// The row that must leave the window before there are fewer than allowed. It is found in an index, however many there are.
function wait(table: string, at: string, which: string, window: string, offset: string): string {
  return `(select ceil(extract(epoch from ${at} - wise_link_now())::float8 + ${window}::float8)::int from ${table}
    where customer_id = $2 and ${which} and ${at} > wise_link_now() - make_interval(secs => ${window}::float8)
    order by ${at} desc offset ${offset}::bigint limit 1)`;
}

// The offset of the oldest that counts, from the newest. A limit may be Infinity.
function newest(allowed: number): number {
  return Math.max(0, Math.min(allowed, 1_000_000_000) - 1);
}
