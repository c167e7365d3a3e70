import { z } from 'zod';
import type { Answer } from './answer.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { Problem } from './problem.js';

/** The identity of a request: customer, kind and idempotency key. */
export interface RequestId {
  customerId: string;
  kind: 'code' | 'confirm';
  key: string;
}

/** A request that was stored before: the fingerprint of its body, and its answer if there is one yet. */
export interface Stored {
  bodyHash: string | null;
  answerStatus: number | null;
  answerBody: string | null;
}

/** The final answer of a stored request; null if there is none. Throws `idempotency_key_reused` if the body differs. */
export function answerOf({ bodyHash, answerStatus, answerBody }: Stored, wantedHash: string): Answer | null {
  if (bodyHash === null) return null;
  if (bodyHash !== wantedHash) throw new Problem('idempotency_key_reused');
  return answerStatus === null || answerBody === null ? null : { status: answerStatus, body: answerBody };
}

const storedRow = z.object({ bodyHash: z.string(), answerStatus: z.number().nullable(), answerBody: z.string().nullable() });

/** The final answer of this request, if it was made within `daySeconds`. Throws `idempotency_key_reused` if the body differs. */
export async function findAnswer(on: Queryable, id: RequestId, bodyHash: string, daySeconds: number): Promise<Answer | null> {
  const [row] = await select(
    on,
    storedRow,
    `select body_hash as "bodyHash", answer_status as "answerStatus", answer_body as "answerBody" from exchange_request
     where customer_id = $1 and kind = $2 and idempotency_key = $3 and created_at > wise_link_now() - make_interval(secs => $4)`,
    [id.customerId, id.kind, id.key, daySeconds],
  );
  return row === undefined ? null : answerOf(row, bodyHash);
}

/** Stores the final answer of a request that is stored, in the same transaction as its effect. */
export async function saveAnswer(on: Queryable, id: RequestId, { status, body }: Answer): Promise<void> {
  await on.query(
    `update exchange_request set answer_status = $4, answer_body = $5
     where customer_id = $1 and kind = $2 and idempotency_key = $3`,
    [id.customerId, id.kind, id.key, status, body],
  );
}

/** Stores a request with its final answer. Replaces one with the same key that is too old to be replayed. */
export async function insertAnswered(on: Queryable, id: RequestId, attemptId: string, bodyHash: string, { status, body }: Answer): Promise<void> {
  await on.query(
    `insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, answer_status, answer_body, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, wise_link_now())
     on conflict (customer_id, kind, idempotency_key) do update set attempt_id = $4, body_hash = $5, answer_status = $6,
       answer_body = $7, created_at = wise_link_now()`,
    [id.customerId, id.kind, id.key, attemptId, bodyHash, status, body],
  );
}

const refusal = z.object({ body: z.string() });

/** The body of the attempt's last refusal; null if none is stored. */
export async function findRefusal(on: Queryable, attemptId: string): Promise<string | null> {
  const [row] = await select(
    on,
    refusal,
    `select answer_body as "body" from exchange_request where attempt_id = $1 and answer_status >= 400
     order by created_at desc limit 1`,
    [attemptId],
  );
  return row?.body ?? null;
}

/** Deletes the stored answer to an attempt's code: it holds a masked name that the customer rejected. */
export async function deleteCodeAnswer(on: Queryable, attemptId: string): Promise<void> {
  await on.query(
    `update exchange_request set answer_status = null, answer_body = null where attempt_id = $1 and kind = 'code'`,
    [attemptId],
  );
}
