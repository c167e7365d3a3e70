import { z } from 'zod';
import { queryLast, select } from './database.js';
import type { Queryable } from './database.js';
import type { RequestId } from './ledger.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';

/** The right to work on an attempt while the lease lasts. */
export interface Claim {
  attemptId: string;
  customerId: string;
  key: string;
  /** A fencing token that every step checks: a worker whose lease was taken over cannot change the attempt. */
  lease: string;
  /** The fingerprint of the code. */
  codeHash: string;
}

const taken = z.object({ sealedTokens: z.string().nullable() });

/** The SQLSTATE with which `wise_link_code_used()` ends a transaction. */
const CODE_USED = 'WL001';

/**
 * Claims an attempt and its code, stores the request, and commits, in one statement. Throws `exchange_in_progress`, and then has
 * changed nothing, or `code_already_used` if somebody has sent the code since it was looked up: then the transaction is rolled
 * back. One UPDATE decides, so only one of several requests wins. After a crash the attempt can be claimed once the lease has
 * expired: before the exchange by any request for the attempt, after it only by the request that sent the code. In that case the
 * sealed tokens are returned.
 */
export async function takeClaim(tx: Queryable, claim: Claim, bodyHash: string, limits: Limits): Promise<string | null> {
  const sql = `with claimed as (
      update attempt set status = case status when 'EXCHANGED' then status else 'CLAIMED' end,
        active_key = $3, lease = $4, lease_until = wise_link_now() + make_interval(secs => $5),
        used_at = coalesce(used_at, wise_link_now())
      where id = $1 and customer_id = $2 and (lease_until is null or lease_until <= wise_link_now())
        and (status in ('OPEN', 'CLAIMED', 'SENT') or (status = 'EXCHANGED' and active_key = $3))
        and not exists (select 1 from attempt other
                        where other.customer_id = $2 and other.id <> $1 and other.lease is not null and other.lease_until > wise_link_now())
      returning sealed_tokens
    ), code as (
      insert into used_code (code_hash, customer_id, idempotency_key, created_at) select $7, $2, $3, wise_link_now() from claimed
      on conflict (code_hash) do update set customer_id = $2, idempotency_key = $3, created_at = wise_link_now()
        where (used_code.customer_id = $2 and used_code.idempotency_key = $3)
          or used_code.created_at <= wise_link_now() - make_interval(secs => $8)
      returning code_hash
    ), request as (
      insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, created_at)
      select $2, 'code', $3, $1, $6, wise_link_now() from claimed
      on conflict (customer_id, kind, idempotency_key) do update set attempt_id = $1, body_hash = $6, in_doubt = false,
        answer_status = null, answer_body = null, created_at = wise_link_now()
        where exchange_request.created_at <= wise_link_now() - make_interval(secs => $8)
    )
    select case when exists (select 1 from code) then sealed_tokens else wise_link_code_used() end as "sealedTokens" from claimed`;
  const { attemptId, customerId, key, lease, codeHash } = claim;
  const all = [attemptId, customerId, key, lease, limits.leaseSeconds, bodyHash, codeHash, limits.daySeconds];
  const { rows } = await queryLast(tx, sql, all).catch((error: unknown) => {
    throw isCodeUsed(error) ? new Problem('code_already_used') : error;
  });
  if (rows.length === 0) throw inProgress();
  const found = taken.parse(rows[0]);
  return found.sealedTokens;
}

const sent = z.object({ inDoubt: z.boolean() });

/** CLAIMED → SENT, before the call. Returns whether the outcome of an earlier call with this code is unknown. */
export async function markSent(on: Queryable, claim: Claim): Promise<{ earlierInDoubt: boolean }> {
  // In doubt from before the call until a definite answer, so that a crash in between leaves it so.
  const sql = `with step as (
      update attempt set status = 'SENT'
      where id = $1 and customer_id = $2 and lease = $3 and status in ('CLAIMED', 'SENT') returning id
    ), doubt as (
      update exchange_request set in_doubt = true
      from step where customer_id = $2 and kind = 'code' and idempotency_key = $4
    )
    select coalesce(in_doubt, true) as "inDoubt" from step
    left join exchange_request on customer_id = $2 and kind = 'code' and idempotency_key = $4`;
  const [found] = await select(on, sent, sql, values(claim));
  if (found === undefined) throw inProgress();
  return { earlierInDoubt: found.inDoubt };
}

/**
 * SENT → EXCHANGED: stores the tokens before they are used, and renews the lease. Tokens that arrive after the lease has
 * expired are kept too, unless the attempt has ended or works on another code: no other call can get them again. May be repeated if
 * nobody knows whether the tokens were stored.
 */
export async function markExchanged(on: Queryable, claim: Claim, sealedTokens: string, limits: Limits): Promise<void> {
  const sql = `with step as (
      update attempt set status = 'EXCHANGED', sealed_tokens = $5, lease = $3, lease_until = wise_link_now() + make_interval(secs => $6)
      where id = $1 and customer_id = $2 and active_key = $4
        and (status in ('OPEN', 'CLAIMED', 'SENT') or (status = 'EXCHANGED' and lease = $3)) returning id
    ), doubt as (
      update exchange_request set in_doubt = false
      from step where customer_id = $2 and kind = 'code' and idempotency_key = $4
    )
    select id from step`;
  if ((await on.query(sql, [...values(claim), sealedTokens, limits.leaseSeconds])).rows.length === 0) throw inProgress();
}

/** Releases the claim so that the attempt can be tried again: to OPEN, or it stays EXCHANGED if it has tokens. */
export async function release(on: Queryable, { attemptId, customerId, lease }: Claim): Promise<void> {
  const sql = `update attempt set ${RELEASED} where id = $1 and customer_id = $2 and lease = $3 returning id`;
  if ((await on.query(sql, [attemptId, customerId, lease])).rows.length === 0) throw inProgress();
}

const RELEASED = `status = case status when 'EXCHANGED' then status else 'OPEN' end, lease = null, lease_until = null`;

/** Releases the claim after a call with a code. Unless the outcome of that call is unknown, the code is free again. */
export async function releaseCode(on: Queryable, claim: Claim, inDoubt: boolean): Promise<void> {
  const sql = `with step as (
      update attempt set ${RELEASED} where id = $1 and customer_id = $2 and lease = $3 returning id
    ), doubt as (
      update exchange_request set in_doubt = $5
      where customer_id = $2 and kind = 'code' and idempotency_key = $4 and exists (select 1 from step)
    ), freed as (
      delete from used_code
      where code_hash = $6 and customer_id = $2 and idempotency_key = $4 and not $5 and exists (select 1 from step)
    )
    select id from step`;
  if ((await on.query(sql, [...values(claim), inDoubt, claim.codeHash])).rows.length === 0) throw inProgress();
}

/** The request of a claim, in the ledger. */
export function requestOf({ customerId, key }: Claim): RequestId {
  return { customerId, kind: 'code', key };
}

/** Another worker has the attempt, or took it over. */
export function inProgress(): Problem {
  return new Problem('exchange_in_progress', { retryAfterSeconds: 1 });
}

function isCodeUsed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CODE_USED;
}

function values({ attemptId, customerId, lease, key }: Claim): unknown[] {
  return [attemptId, customerId, lease, key];
}
