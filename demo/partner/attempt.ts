import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';

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
  activeKey: z.string().nullable(),
  sealedTokens: z.string().nullable(),
  profileHash: z.string().nullable(),
  profileType: z.enum(['personal', 'business']).nullable(),
  displayName: z.string().nullable(),
  profileRef: z.string().nullable(),
  expiresAt: z.date(),
});

/** One way from a click to a link, or to a refusal: a row of the state machine. */
export type Attempt = z.output<typeof attemptRow>;

const COLUMNS = `id, customer_id as "customerId", state_hash as "stateHash", redirect_uri as "redirectUri", status,
  active_key as "activeKey", sealed_tokens as "sealedTokens", profile_hash as "profileHash",
  profile_type as "profileType", display_name as "displayName", profile_ref as "profileRef", expires_at as "expiresAt"`;

/** The customer's attempt with this id. Another customer's is as unknown as one that never was. */
export async function findAttempt(on: Queryable, id: string, customerId: string): Promise<Attempt | null> {
  const sql = `select ${COLUMNS} from attempt where id = $1 and customer_id = $2`;
  return (await select(on, attemptRow, sql, [id, customerId]))[0] ?? null;
}

/** What a new attempt is made of. */
export interface NewAttempt {
  id: string;
  customerId: string;
  stateHash: string;
  redirectUri: string;
  now: Date;
  expiresAt: Date;
}

/**
 * The customer's attempt with this state, made now if the state is new; null if the state is another customer's.
 * Only a fetch of our own page with the Strict session cookie gets here, and that binds the state to the session.
 */
export async function openAttempt(on: Queryable, wanted: NewAttempt): Promise<Attempt | null> {
  const { id, customerId, stateHash, redirectUri, now, expiresAt } = wanted;
  await on.query(
    `insert into attempt (id, customer_id, state_hash, redirect_uri, status, created_at, expires_at)
     values ($1, $2, $3, $4, 'OPEN', $5, $6) on conflict (state_hash) do nothing`,
    [id, customerId, stateHash, redirectUri, now, expiresAt],
  );
  const sql = `select ${COLUMNS} from attempt where state_hash = $1 and customer_id = $2`;
  return (await select(on, attemptRow, sql, [stateHash, customerId]))[0] ?? null;
}

/** Ends what was left lying past its time, and forgets its tokens. An attempt that is being worked on is let finish. */
export async function expireAttempts(on: Queryable, now: Date): Promise<void> {
  await on.query(
    `update attempt set status = 'EXPIRED', ended_at = $1, lease = null, lease_until = null, sealed_tokens = null,
       profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where ended_at is null and expires_at <= $1 and (lease_until is null or lease_until <= $1)`,
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
