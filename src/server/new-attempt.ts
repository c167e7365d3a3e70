import { ATTEMPT_COLUMNS, attemptRow } from './attempt.js';
import type { Attempt } from './attempt.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import type { Limits } from './limits.js';
import { randomToken } from './random.js';

/** The values of a new attempt. */
export interface NewAttempt {
  customerId: string;
  stateHash: string;
  redirectUri: string;
  /** The session that the attempt is bound to, and the chosen flow. Both are null without the start endpoint. */
  sessionId: string | null;
  /** The bank's own id of that session, sealed; null if the bank is not asked whether it still lasts. */
  sealedSessionId: string | null;
  flow: Attempt['flow'];
}

/** Inserts an attempt. Returns null if one with this state exists. Without the start endpoint it counts as used at once. */
export async function insertAttempt(on: Queryable, wanted: NewAttempt, limits: Limits): Promise<Attempt | null> {
  const { customerId, sessionId, sealedSessionId, stateHash, redirectUri, flow } = wanted;
  const sql = `insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, created_at, used_at, expires_at, sealed_session)
     select $1, $2, $3, $4, $5, $6, 'OPEN', wise_link_now(), case when $3::text is null then wise_link_now() end,
       wise_link_now() + make_interval(secs => $7), $8
     on conflict (state_hash) do nothing returning ${ATTEMPT_COLUMNS}`;
  const values = [`a_${randomToken()}`, customerId, sessionId, stateHash, redirectUri, flow, limits.attemptSeconds, sealedSessionId];
  return (await select(on, attemptRow, sql, values))[0] ?? null;
}

/** Deletes the oldest unused attempts of this session, to make room for a new one. Call under the customer's lock. */
export async function dropUnused(tx: Queryable, { customerId, sessionId }: Pick<NewAttempt, 'customerId' | 'sessionId'>, limits: Limits): Promise<void> {
  await tx.query(
    `delete from attempt where id in (
       select id from attempt
       where customer_id = $1 and session_hash = $2 and session_hash is not null and used_at is null
       order by created_at desc offset $3 for update skip locked)`,
    [customerId, sessionId, Math.max(0, limits.unusedAttempts - 1)],
  );
}
