import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { Problem } from './problem.js';
import { OtherSession } from './session.js';
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
  /** Created by the start endpoint, and not yet used for a code or an email. */
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

/** The time limit of an attempt has passed, and no worker has a lease on it. */
export const OVERDUE = `ended_at is null and expires_at <= wise_link_now() and (lease_until is null or lease_until <= wise_link_now())`;

/** What every query of attempts selects. */
export const ATTEMPT_COLUMNS = `id, customer_id as "customerId", state_hash as "stateHash", redirect_uri as "redirectUri", flow, status,
  reason, profile_hash as "profileHash", profile_type as "profileType", display_name as "displayName", profile_ref as "profileRef",
  ceil(extract(epoch from expires_at - wise_link_now()))::int as "secondsLeft", (${OVERDUE}) as "isOverdue",
  (used_at is null and session_hash is not null) as "isUnused", session_hash as "sessionHash", sealed_session as "sealedSession"`;

/** The customer and the log-in session that a request comes from. */
export interface Owner {
  customerId: string;
  sessionId: string;
  otherSession: Session['otherSession'];
}

/** The owner for a session. */
export function ownerOf({ customer, sessionId, otherSession }: Session): Owner {
  return { customerId: customer.id, sessionId, otherSession };
}

/** Finds the caller's attempt with this id. Returns null for another customer's attempt, as for one that does not exist. */
export async function findAttempt(on: Queryable, id: string, owner: Owner): Promise<Attempt | null> {
  const [attempt] = await select(on, attemptRow, `select ${ATTEMPT_COLUMNS} from attempt where id = $1 and customer_id = $2`, [id, owner.customerId]);
  return attempt === undefined ? null : assertSession(attempt, owner);
}

/**
 * The attempt, if the session of the owner may finish it; else null. Only the session that started it may. Once that session has
 * ended, a later session of the same customer may: the contract allows a code to be sent again after `session_required` and a
 * log-in. Throws `OtherSession` if only the bank knows.
 */
export function assertSession(attempt: Attempt, { sessionId, otherSession }: Owner): Attempt | null {
  const { sessionHash, sealedSession } = attempt;
  if (sessionHash === null || sessionHash === sessionId) return attempt;
  if (otherSession === 'unknown' && sealedSession !== null) throw new OtherSession(sealedSession);
  return otherSession === 'live' ? null : { ...attempt, isFromOtherSession: true };
}

// A state is used once: an attempt that has ended accepts no other code.
const ENDED: readonly Attempt['status'][] = ['VERIFIED', 'LINKED', 'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED'];

/** Throws `attempt_expired` for an attempt that has ended. */
export function refuseEnded({ status }: Attempt): void {
  if (ENDED.includes(status)) throw new Problem('attempt_expired');
}
