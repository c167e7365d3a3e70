import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { secondsFrom } from './limits.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';
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
  /** Made by the start endpoint, and no code and no e-mail has been asked for it yet. */
  isUnused: z.boolean(),
});

/** One way from a click to a link, or to a refusal: a row of the state machine. */
export type Attempt = z.output<typeof attemptRow>;

const COLUMNS = `id, customer_id as "customerId", state_hash as "stateHash", redirect_uri as "redirectUri", status,
  reason, active_key as "activeKey", sealed_tokens as "sealedTokens", profile_hash as "profileHash",
  profile_type as "profileType", display_name as "displayName", profile_ref as "profileRef", expires_at as "expiresAt",
  (used_at is null and session_hash is not null) as "isUnused"`;

/** Who asks for an attempt, by which log-in, and when. */
export interface Owner {
  customerId: string;
  sessionId: string;
  now: Date;
}

/** The owner that a session is, now. */
export function ownerOf({ customer, sessionId }: Session, now: Date): Owner {
  return { customerId: customer.id, sessionId, now };
}

// While the log-in that started an attempt lasts, no other finishes it. When it has ended, the same customer's next
// one goes on: the contract lets a code be sent again after `session_required` and a log-in.
const OWN = `customer_id = $2 and (session_hash is null or session_hash = $3 or not exists (
  select 1 from bank_session where token_hash = attempt.session_hash and expires_at > $4))`;

/** The caller's attempt with this id. Anybody else's is as unknown as one that never was. */
export async function findAttempt(on: Queryable, id: string, owner: Owner): Promise<Attempt | null> {
  return findOwn(on, 'id', id, owner);
}

async function findOwn(on: Queryable, by: 'id' | 'state_hash', value: string, owner: Owner): Promise<Attempt | null> {
  const sql = `select ${COLUMNS} from attempt where ${by} = $1 and ${OWN}`;
  const { customerId, sessionId, now } = owner;
  return (await select(on, attemptRow, sql, [value, customerId, sessionId, now]))[0] ?? null;
}

/** What a new attempt is made of. */
export interface NewAttempt {
  id: string;
  customerId: string;
  /** The log-in that it is bound to: of an attempt that we started ourselves. */
  sessionId: string | null;
  stateHash: string;
  redirectUri: string;
  now: Date;
  expiresAt: Date;
}

/** Writes an attempt down, unless one has this state already. */
export async function insertAttempt(on: Queryable, wanted: NewAttempt): Promise<void> {
  const { id, customerId, sessionId, stateHash, redirectUri, now, expiresAt } = wanted;
  await on.query(
    `insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, status, created_at, expires_at)
     values ($1, $2, $3, $4, $5, 'OPEN', $6, $7) on conflict (state_hash) do nothing`,
    [id, customerId, sessionId, stateHash, redirectUri, now, expiresAt],
  );
}

/**
 * The caller's attempt with this state, made now if the state is new; null if the state is somebody else's.
 * Only a fetch of our own page with the Strict session cookie gets here, and that binds the state to the session.
 */
export async function openAttempt(on: Queryable, wanted: NewAttempt, owner: Owner): Promise<Attempt | null> {
  await insertAttempt(on, wanted);
  return findOwn(on, 'state_hash', wanted.stateHash, owner);
}

/**
 * Notes that a code or an e-mail is asked for an attempt: from now on it counts, and is not dropped. The limit holds here
 * too, or attempts could be made in advance and used all at once. Under the customer's lock.
 */
export async function useAttempt(tx: Queryable, { id, customerId, isUnused }: Attempt, limits: Limits, now: Date): Promise<void> {
  if (!isUnused) return;
  await refuseTooManyStarts(tx, customerId, limits, now);
  await tx.query('update attempt set used_at = $2 where id = $1', [id, now]);
}

/**
 * Makes room for one more unused attempt: drops the oldest of this log-in, and what the customer's earlier ones left
 * behind. A process of the version before notes no use, but the request with the code is there. Under the customer's lock.
 */
export async function dropUnused(tx: Queryable, { customerId, sessionId, now }: Owner, limits: Limits): Promise<void> {
  const unused = `customer_id = $1 and session_hash is not null and used_at is null
    and not exists (select 1 from exchange_request where attempt_id = attempt.id)`;
  await tx.query(
    `delete from attempt where id in (
       select id from attempt
       where ${unused} and (expires_at <= $4 or id in (
         select id from attempt where ${unused} and session_hash = $2 order by created_at desc offset $3))
       -- In the order in which expired attempts are locked.
       order by id for update)`,
    [customerId, sessionId, limits.unusedAttempts - 1, secondsFrom(now, -limits.daySeconds)],
  );
}

// A state is used once: whatever came of the attempt, another code cannot be brought under it.
const ENDED: readonly Attempt['status'][] = ['VERIFIED', 'LINKED', 'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED'];

/** Refuses an attempt that takes no code any more. */
export function refuseEnded({ status }: Attempt): void {
  if (ENDED.includes(status)) throw new Problem('attempt_expired');
}

/** Moves the end of an attempt from one moment to another; false if it is not where it was, or the attempt is over. */
export async function moveEnd(on: Queryable, id: string, from: Date, to: Date): Promise<boolean> {
  const sql = 'update attempt set expires_at = $3 where id = $1 and expires_at = $2 and ended_at is null returning id';
  return (await on.query(sql, [id, from, to])).rows.length > 0;
}

/** Ends what was left lying past its time, and forgets its tokens. An attempt that is being worked on is let finish. */
export async function expireAttempts(on: Queryable, now: Date): Promise<void> {
  await on.query(
    `update attempt set status = 'EXPIRED', ended_at = $1, lease = null, lease_until = null, sealed_tokens = null,
       profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where id in (
       select id from attempt
       where ended_at is null and expires_at <= $1 and (lease_until is null or lease_until <= $1)
       -- Every process locks in the same order, so that no two of them wait for each other.
       order by id for update)`,
    [now],
  );
}

/** How an attempt ended without a link. The reason stays with us. */
export interface End {
  status: 'MISMATCH' | 'BURNT' | 'CANCELLED';
  reason: string;
}

/** The end without a link: the tokens go, and nothing is kept but the fact. */
export async function endAttempt(on: Queryable, id: string, { status, reason }: End, now: Date): Promise<void> {
  await on.query(
    `update attempt set status = $2, reason = $3, ended_at = $4, lease = null, lease_until = null, sealed_tokens = null,
       profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where id = $1`,
    [id, status, reason, now],
  );
}
