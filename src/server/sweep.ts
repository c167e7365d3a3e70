import { OVERDUE } from './attempt.js';
import type { Database, Queryable } from './queryable.js';
import { ENDED_WITHOUT_LINK } from './end-attempt.js';
import type { Limits } from './limits.js';

/** How long an event is kept that no hook has accepted. */
const HOOK_EVENT_SECONDS = 7 * 24 * 3600;

/** How many rows each statement changes at most, so that none of them holds locks for long. */
const BATCH = 500;

/** How many rows a sweep ended or deleted, by what they are. */
export interface Swept {
  expiredAttempts: number;
  unusedAttempts: number;
  endedAttempts: number;
  answers: number;
  usedCodes: number;
  refusals: number;
  emails: number;
  registrationCodes: number;
  hookEvents: number;
}

/**
 * Ends attempts whose time is over, with their tokens, and deletes rows that are too old, in batches. Several processes may
 * do so at once: a row that another transaction has locked is left for the next sweep. Call it about once a minute.
 */
export async function sweep(database: Database, limits: Limits): Promise<Swept> {
  const { daySeconds, endedAttemptSeconds, registrationCodeSeconds } = limits;
  const old = (table: string, at: string, age: number, which = 'true'): Promise<number> =>
    inBatches(database, `delete from ${table} where ctid = any(array(select ctid from ${table}
      where ${at} <= wise_link_now() - make_interval(secs => $1) and ${which} order by ${at} limit ${BATCH} for update skip locked))`, [age]);
  return {
    expiredAttempts: await inBatches(database, `update attempt set status = 'EXPIRED', ${ENDED_WITHOUT_LINK} where ctid = any(array(
      select ctid from attempt where ${OVERDUE} order by expires_at limit ${BATCH} for update skip locked))`),
    answers: await old('exchange_request', 'created_at', daySeconds),
    unusedAttempts: await old('attempt', 'ended_at', daySeconds, 'used_at is null and session_hash is not null'),
    endedAttempts: await old('attempt', 'ended_at', Math.max(daySeconds, endedAttemptSeconds)),
    usedCodes: await old('used_code', 'created_at', daySeconds),
    refusals: await old('refusal', 'at', Math.max(daySeconds, limits.wrongCodesPauseSeconds)),
    emails: await old('email_request', 'requested_at', Math.max(daySeconds, limits.emailPauseSeconds), 'sealed_registration_code is null'),
    registrationCodes: await old('email_request', 'requested_at', registrationCodeSeconds, 'sealed_registration_code is not null'),
    hookEvents: await old('hook_event', 'created_at', HOOK_EVENT_SECONDS),
  };
}

async function inBatches(on: Queryable, sql: string, values: unknown[] = []): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await on.query(`${sql} returning 1 as done`, values);
    total += rows.length;
    if (rows.length < BATCH) return total;
  }
}
