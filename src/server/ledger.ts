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

const requestRow = z.object({
  bodyHash: z.string(),
  status: z.number().nullable(),
  body: z.string().nullable(),
});

/** The final answer of this request; null if there is none yet. Throws `idempotency_key_reused` if the body differs. */
export async function findAnswer(on: Queryable, id: RequestId, bodyHash: string): Promise<Answer | null> {
  const [row] = await select(
    on,
    requestRow,
    `select body_hash as "bodyHash", answer_status as "status", answer_body as "body" from exchange_request
     where customer_id = $1 and kind = $2 and idempotency_key = $3`,
    [id.customerId, id.kind, id.key],
  );
  if (row === undefined) return null;
  if (row.bodyHash !== bodyHash) throw new Problem('idempotency_key_reused');
  return row.status === null || row.body === null ? null : { status: row.status, body: row.body };
}

/** Throws `code_already_used` for a code that was sent before with another key, by any customer. */
export async function refuseUsedCode(on: Queryable, { customerId, key }: RequestId, codeHash: string): Promise<void> {
  const { rows } = await on.query(
    `select 1 from exchange_request where code_hash = $1 and not (customer_id = $2 and idempotency_key = $3)`,
    [codeHash, customerId, key],
  );
  if (rows.length > 0) throw new Problem('code_already_used');
}

/** The values of a request, stored before it is processed. */
export interface NewRequest {
  attemptId: string;
  bodyHash: string;
  codeHash: string | null;
  now: Date;
}

/** Inserts a request. The unique index on the code decides between two customers that send it at the same time. */
export async function insertRequest(on: Queryable, id: RequestId, request: NewRequest): Promise<void> {
  const { rows } = await on.query(
    `insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning attempt_id`,
    [id.customerId, id.kind, id.key, request.attemptId, request.bodyHash, request.codeHash, request.now],
  );
  if (rows.length > 0) return;
  // Nothing was inserted: this is a repeat of the same request, or the code was used by another one.
  if (request.codeHash !== null) await refuseUsedCode(on, id, request.codeHash);
}

/** Stores the final answer, in the same transaction as its effect. */
export async function saveAnswer(on: Queryable, id: RequestId, { status, body }: Answer): Promise<void> {
  await on.query(
    `update exchange_request set answer_status = $4, answer_body = $5
     where customer_id = $1 and kind = $2 and idempotency_key = $3`,
    [id.customerId, id.kind, id.key, status, body],
  );
}

/** The body of the attempt's last refusal; null if none is stored. */
export async function findRefusal(on: Queryable, attemptId: string): Promise<string | null> {
  const [row] = await select(
    on,
    z.object({ body: z.string() }),
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

/** Deletes requests created before the given time, when every code in them has long expired at Wise. */
export async function deleteRequestsBefore(on: Queryable, before: Date): Promise<void> {
  await on.query('delete from exchange_request where created_at <= $1', [before]);
}
