import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { secondsFrom } from './limits.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';
import { OtherSession } from './session.js';
import type { Session } from './session.js';
import { refuseTooManyStarts } from './throttle.js';

const attemptRow = z.object({
  id: z.string(),
  customerId: z.string(),
  stateHash: z.string(),
  redirectUri: z.string(),
  status: z.enum([
    'OPEN',
    'CLAIMED',
    'SENT',
    'EXCHANGED',
    'VERIFIED',
    'LINKED',
    'MISMATCH',
    'BURNT',
    'EXPIRED',
    'CANCELLED',
  ]),
  reason: z.string().nullable(),
  activeKey: z.string().nullable(),
  sealedTokens: z.string().nullable(),
  profileHash: z.string().nullable(),
  profileType: z.enum(['personal', 'business']).nullable(),
  displayName: z.string().nullable(),
  profileRef: z.string().nullable(),
  expiresAt: z.date(),
  /** Created by the start endpoint, and not yet used for a code or an e-mail. */
  isUnused: z.boolean(),
  /** The session that the attempt is bound to; null for an attempt that the start endpoint did not create. */
  sessionHash: z.string().nullable(),
  sealedSession: z.string().nullable(),
});

/** One try to connect, from the click to a link or a refusal: a row of the `attempt` table. */
export interface Attempt extends z.output<typeof attemptRow> {
  /** Started by another session of the customer. */
  isFromOtherSession?: true;
}

const COLUMNS = `id, customer_id as "customerId", state_hash as "stateHash", redirect_uri as "redirectUri", status,
  reason, active_key as "activeKey", sealed_tokens as "sealedTokens", profile_hash as "profileHash",
  profile_type as "profileType", display_name as "displayName", profile_ref as "profileRef", expires_at as "expiresAt",
  (used_at is null and session_hash is not null) as "isUnused", session_hash as "sessionHash",
  sealed_session as "sealedSession"`;

/** The customer and the log-in session that a request comes from, and the time of the request. */
export interface Owner {
  customerId: string;
  sessionId: string;
  otherSession: Session['otherSession'];
  now: Date;
}

/** The owner for a session at a given time. */
export function ownerOf({ customer, sessionId, otherSession }: Session, now: Date): Owner {
  return { customerId: customer.id, sessionId, otherSession, now };
}

/** Finds the caller's attempt with this id. Returns null for another customer's attempt, as for one that does not exist. */
export async function findAttempt(on: Queryable, id: string, owner: Owner): Promise<Attempt | null> {
  return findOwn(on, 'id', id, owner);
}

async function findOwn(on: Queryable, by: 'id' | 'state_hash', value: string, owner: Owner): Promise<Attempt | null> {
  const sql = `select ${COLUMNS} from attempt where ${by} = $1 and customer_id = $2`;
  const [attempt] = await select(on, attemptRow, sql, [value, owner.customerId]);
  return attempt === undefined ? null : assertSession(attempt, owner);
}

// Only the session that started an attempt may finish it. Once that session has ended, a later session of the same
// customer may: the contract allows a code to be sent again after `session_required` and a log-in.
function assertSession(attempt: Attempt, { sessionId, otherSession }: Owner): Attempt | null {
  const { sessionHash, sealedSession } = attempt;
  if (sessionHash === null || sessionHash === sessionId) return attempt;
  if (otherSession === 'unknown' && sealedSession !== null) throw new OtherSession(sealedSession);
  return otherSession === 'live' ? null : { ...attempt, isFromOtherSession: true };
}

/** The values of a new attempt. */
export interface NewAttempt {
  id: string;
  customerId: string;
  /** The session that the attempt is bound to. Set only for an attempt from the start endpoint. */
  sessionId: string | null;
  sealedSessionId: string | null;
  stateHash: string;
  redirectUri: string;
  now: Date;
  expiresAt: Date;
}

/** Inserts an attempt, unless one with this state exists. */
export async function insertAttempt(on: Queryable, wanted: NewAttempt): Promise<void> {
  const { id, customerId, sessionId, sealedSessionId, stateHash, redirectUri, now, expiresAt } = wanted;
  await on.query(
    `insert into attempt (id, customer_id, session_hash, sealed_session, state_hash, redirect_uri, status, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'OPEN', $7, $8) on conflict (state_hash) do nothing`,
    [id, customerId, sessionId, sealedSessionId, stateHash, redirectUri, now, expiresAt],
  );
}

/**
 * Finds the caller's attempt with this state, or creates it if the state is new. Returns null if the state belongs to
 * another customer. Only a same-origin request with the session cookie gets here, which binds the state to the session.
 */
export async function openAttempt(on: Queryable, wanted: NewAttempt, owner: Owner): Promise<Attempt | null> {
  await insertAttempt(on, wanted);
  return findOwn(on, 'state_hash', wanted.stateHash, owner);
}

/**
 * Marks an attempt as used by a code or an e-mail: it now counts towards the limit and is not deleted. The limit is
 * checked here too, or a customer could create attempts first and use them all at once. Call under the customer's lock.
 */
export async function useAttempt(tx: Queryable, { id, customerId, isUnused }: Attempt, limits: Limits, now: Date): Promise<void> {
  if (!isUnused) return;
  await refuseTooManyStarts(tx, customerId, limits, now);
  await tx.query('update attempt set used_at = $2 where id = $1', [id, now]);
}

/**
 * Deletes unused attempts to make room for a new one: the oldest of this session, and those that expired a day ago. The
 * previous version did not set `used_at`, so attempts with a stored request are kept. Call under the customer's lock.
 */
export async function dropUnused(tx: Queryable, { customerId, sessionId, now }: Omit<Owner, 'otherSession'>, limits: Limits): Promise<void> {
  const unused = `customer_id = $1 and session_hash is not null and used_at is null
    and not exists (select 1 from exchange_request where attempt_id = attempt.id)`;
  await tx.query(
    `delete from attempt where id in (
       select id from attempt
       where ${unused} and (expires_at <= $4 or id in (
         select id from attempt where ${unused} and session_hash = $2 order by created_at desc offset $3))
       -- The same order as in expireAttempts, so that the two do not deadlock.
       order by id for update)`,
    [customerId, sessionId, limits.unusedAttempts - 1, secondsFrom(now, -limits.daySeconds)],
  );
}

// A state is used once: an attempt that has ended accepts no other code.
const ENDED: readonly Attempt['status'][] = ['VERIFIED', 'LINKED', 'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED'];

/** Throws `attempt_expired` for an attempt that has ended. */
export function refuseEnded({ status }: Attempt): void {
  if (ENDED.includes(status)) throw new Problem('attempt_expired');
}

/** Changes the expiry of an attempt. Returns false if the expiry is no longer `from`, or the attempt has ended. */
export async function changeExpiry(on: Queryable, id: string, from: Date, to: Date): Promise<boolean> {
  const sql = 'update attempt set expires_at = $3 where id = $1 and expires_at = $2 and ended_at is null returning id';
  return (await on.query(sql, [id, from, to])).rows.length > 0;
}

/** Ends expired attempts and deletes their tokens. An attempt with a live lease is left to finish. */
export async function expireAttempts(on: Queryable, now: Date): Promise<void> {
  await on.query(
    `update attempt set status = 'EXPIRED', ended_at = $1, lease = null, lease_until = null, sealed_tokens = null, sealed_session = null,
       profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where id in (
       select id from attempt
       where ended_at is null and expires_at <= $1 and (lease_until is null or lease_until <= $1)
       -- Every process locks in the same order, so that two of them do not deadlock.
       order by id for update)`,
    [now],
  );
}

/** How an attempt ended without a link. The reason is not sent to the customer. */
export interface End {
  status: 'MISMATCH' | 'BURNT' | 'CANCELLED';
  reason: string;
}

/** Ends an attempt without a link and deletes its tokens and profile. */
export async function endAttempt(on: Queryable, id: string, { status, reason }: End, now: Date): Promise<void> {
  await on.query(
    `update attempt set status = $2, reason = $3, ended_at = $4, lease = null, lease_until = null, sealed_tokens = null, sealed_session = null,
       profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where id = $1`,
    [id, status, reason, now],
  );
}
