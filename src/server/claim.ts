import { z } from 'zod';
import { endAttempt } from './attempt.js';
import type { End } from './attempt.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import type { Link } from './link.js';
import { Problem } from './problem.js';

/** The right to work on an attempt while the lease lasts. */
export interface Claim {
  attemptId: string;
  customerId: string;
  key: string;
  /** A fencing token that every step checks: a worker whose lease was taken over cannot change the attempt. */
  lease: string;
}

/**
 * Claims an attempt, or throws `exchange_in_progress`. One UPDATE decides, so only one of several requests wins. After
 * a crash the attempt can be claimed once the lease has expired: before the exchange by any request for the attempt,
 * after it only by the request that sent the code. In that case the sealed tokens are returned.
 */
export async function takeClaim(tx: Queryable, claim: Claim, now: Date, until: Date): Promise<string | null> {
  const [taken] = await select(
    tx,
    z.object({ sealedTokens: z.string().nullable() }),
    `update attempt set status = case status when 'EXCHANGED' then status else 'CLAIMED' end,
       active_key = $3, lease = $4, lease_until = $5
     where id = $1 and customer_id = $2 and (lease_until is null or lease_until <= $6)
       and (status in ('OPEN', 'CLAIMED', 'SENT') or (status = 'EXCHANGED' and active_key = $3))
       and not exists (select 1 from attempt other
                       where other.customer_id = $2 and other.id <> $1 and other.lease_until > $6)
     returning sealed_tokens as "sealedTokens"`,
    [claim.attemptId, claim.customerId, claim.key, claim.lease, until, now],
  );
  if (taken === undefined) throw new Problem('exchange_in_progress', { retryAfterSeconds: 1 });
  return taken.sealedTokens;
}

/** CLAIMED → SENT, before the call. Returns whether the outcome of an earlier call with this code is unknown. */
export async function markSent(tx: Queryable, claim: Claim): Promise<{ earlierInDoubt: boolean }> {
  await step(tx, claim, `status = 'SENT'`, `status in ('CLAIMED', 'SENT')`);
  const [request] = await select(
    tx,
    z.object({ inDoubt: z.boolean() }),
    `select in_doubt as "inDoubt" from exchange_request
     where customer_id = $1 and kind = 'code' and idempotency_key = $2 for update`,
    [claim.customerId, claim.key],
  );
  // Set before the call and cleared after a definite answer, so that a crash in between leaves it set.
  await setDoubt(tx, claim, true);
  return { earlierInDoubt: request?.inDoubt ?? true };
}

/** SENT → EXCHANGED: stores the tokens before they are used. */
export async function markExchanged(tx: Queryable, claim: Claim, sealedTokens: string): Promise<void> {
  await step(tx, claim, `status = 'EXCHANGED', sealed_tokens = $4`, `status = 'SENT'`, [sealedTokens]);
  await setDoubt(tx, claim, false);
}

/** Releases the claim so that the attempt can be tried again: to OPEN, or it stays EXCHANGED if it has tokens. */
export async function release(tx: Queryable, claim: Claim): Promise<void> {
  const status = `status = case status when 'EXCHANGED' then status else 'OPEN' end`;
  await step(tx, claim, `${status}, lease = null, lease_until = null`);
}

/** Releases the claim after a call with a code, and stores whether the outcome of that call is unknown. */
export async function releaseCode(tx: Queryable, claim: Claim, inDoubt: boolean): Promise<void> {
  await release(tx, claim);
  await setDoubt(tx, claim, inDoubt);
}

/** Counts a wrong typed code and releases the claim; the last allowed one ends the attempt. Returns how many are left. */
export async function countWrongCode(tx: Queryable, claim: Claim, allowed: number, now: Date): Promise<number> {
  const [row] = await select(
    tx,
    z.object({ wrongCodes: z.number() }),
    `update attempt set wrong_codes = wrong_codes + 1 where id = $1 and lease = $2
     returning wrong_codes as "wrongCodes"`,
    [claim.attemptId, claim.lease],
  );
  const left = Math.max(0, allowed - (row?.wrongCodes ?? allowed));
  if (left === 0) await endClaim(tx, claim, { status: 'BURNT', reason: 'too_many_attempts' }, now);
  else await releaseCode(tx, claim, false);
  return left;
}

/** Ends a claimed attempt without a link. */
export async function endClaim(tx: Queryable, claim: Claim, end: End, now: Date): Promise<void> {
  await step(tx, claim, 'lease_until = null');
  await endAttempt(tx, claim.attemptId, end, now);
}

/** EXCHANGED → VERIFIED: the identity matches. Releases the claim until the customer confirms. */
export async function markVerified(tx: Queryable, claim: Claim, link: Link): Promise<void> {
  const sets = `status = 'VERIFIED', lease = null, lease_until = null, sealed_tokens = $4,
    profile_hash = $5, profile_type = $6, display_name = $7, profile_ref = $8`;
  const { sealedTokens, profileHash, profileType, displayName, profileRef } = link;
  const values = [sealedTokens, profileHash, profileType, displayName, profileRef];
  await step(tx, claim, sets, `status = 'EXCHANGED'`, values);
}

async function step(
  tx: Queryable,
  { attemptId, customerId, lease }: Claim,
  sets: string,
  when = 'true',
  values: unknown[] = [],
): Promise<void> {
  const sql = `update attempt set ${sets} where id = $1 and customer_id = $2 and lease = $3 and ${when} returning id`;
  const { rows } = await tx.query(sql, [attemptId, customerId, lease, ...values]);
  if (rows.length === 0) throw new Problem('exchange_in_progress', { retryAfterSeconds: 1 });
}

async function setDoubt(tx: Queryable, { customerId, key }: Claim, inDoubt: boolean): Promise<void> {
  await tx.query(
    `update exchange_request set in_doubt = $3 where customer_id = $1 and kind = 'code' and idempotency_key = $2`,
    [customerId, key, inDoubt],
  );
}
