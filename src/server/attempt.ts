import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { Problem } from './problem.js';
import type { Session } from './session.js';

/** The columns of an attempt, as `ATTEMPT_COLUMNS` selects them. */
export const attemptRow = z.object({
  id: z.string(),
  customerId: z.string(),
  stateHash: z.string(),
  redirectUri: z.string(),
  /** How the customer goes to Wise. Null for an attempt that the start endpoint did not create. */
  flow: z.enum(['popup', 'redirect', 'email']).nullable(),
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
  profileHash: z.string().nullable(),
  profileType: z.enum(['personal', 'business']).nullable(),
  displayName: z.string().nullable(),
  profileRef: z.string().nullable(),
  /** How long a code can still be submitted. Negative after that. */
  secondsLeft: z.number(),
  /** Its time is over, but the row does not say so yet. */
  isOverdue: z.boolean(),
  /** Created by the start endpoint, and not yet used for a code or an e-mail. */
  isUnused: z.boolean(),
});

/** One try to connect, from the click to a link or a refusal: a row of the `attempt` table. */
export type Attempt = z.output<typeof attemptRow>;

/** The time limit of an attempt has passed, and no worker has a lease on it. */
export const OVERDUE = `ended_at is null and expires_at <= wise_link_now() and (lease_until is null or lease_until <= wise_link_now())`;

/** What every query of attempts selects. */
export const ATTEMPT_COLUMNS = `id, customer_id as "customerId", state_hash as "stateHash", redirect_uri as "redirectUri", flow, status,
  reason, profile_hash as "profileHash", profile_type as "profileType", display_name as "displayName", profile_ref as "profileRef",
  ceil(extract(epoch from expires_at - wise_link_now()))::int as "secondsLeft", (${OVERDUE}) as "isOverdue",
  (used_at is null and session_hash is not null) as "isUnused"`;

/** The customer and the log-in session that a request comes from. */
export interface Owner {
  customerId: string;
  sessionId: string;
}

/** The owner for a session. */
export function ownerOf({ customer, sessionId }: Session): Owner {
  return { customerId: customer.id, sessionId };
}

// Only the session that started an attempt may finish it. Once that session has ended, a later session of the same
// customer may: the contract allows a code to be sent again after `session_required` and a log-in.
export const OWNED_BY_CALLER = `customer_id = $2 and (session_hash is null or session_hash = $3 or not exists (
  select 1 from bank_session where token_hash = attempt.session_hash and expires_at > wise_link_now()))`;

/** Finds the caller's attempt with this id. Returns null for another customer's attempt, as for one that does not exist. */
export async function findAttempt(on: Queryable, id: string, { customerId, sessionId }: Owner): Promise<Attempt | null> {
  const sql = `select ${ATTEMPT_COLUMNS} from attempt where id = $1 and ${OWNED_BY_CALLER}`;
  return (await select(on, attemptRow, sql, [id, customerId, sessionId]))[0] ?? null;
}

// A state is used once: an attempt that has ended accepts no other code.
const ENDED: readonly Attempt['status'][] = ['VERIFIED', 'LINKED', 'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED'];

/** Throws `attempt_expired` for an attempt that has ended. */
export function refuseEnded({ status }: Attempt): void {
  if (ENDED.includes(status)) throw new Problem('attempt_expired');
}
