import { z } from 'zod';
import type { Answer } from './answer.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { Problem } from './problem.js';

/** Which request it is: the same customer, kind and key are the same request. */
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

/** The answer that this request got before; null if it got none that was final. Refuses the key with another body. */
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

/** Refuses a code that came before under another key, be it this customer's or anybody's. */
export async function refuseUsedCode(on: Queryable, { customerId, key }: RequestId, codeHash: string): Promise<void> {
  const { rows } = await on.query(
    `select 1 from exchange_request where code_hash = $1 and not (customer_id = $2 and idempotency_key = $3)`,
    [codeHash, customerId, key],
  );
  if (rows.length > 0) throw new Problem('code_already_used');
}

/** What is written down of a request before it is worked on. */
export interface NewRequest {
  attemptId: string;
  bodyHash: string;
  codeHash: string | null;
  now: Date;
}

/** Enters a request. The unique index on the code has the last word, also between two customers at the same instant. */
export async function enterRequest(on: Queryable, id: RequestId, request: NewRequest): Promise<void> {
  const { rows } = await on.query(
    `insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning attempt_id`,
    [id.customerId, id.kind, id.key, request.attemptId, request.bodyHash, request.codeHash, request.now],
  );
  if (rows.length > 0) return;
  // Nothing inserted: it is this very request, come again, or the code is somebody else's.
  if (request.codeHash !== null) await refuseUsedCode(on, id, request.codeHash);
}

/** Keeps the final answer, in the transaction that made it true. */
export async function saveAnswer(on: Queryable, id: RequestId, { status, body }: Answer): Promise<void> {
  await on.query(
    `update exchange_request set answer_status = $4, answer_body = $5
     where customer_id = $1 and kind = $2 and idempotency_key = $3`,
    [id.customerId, id.kind, id.key, status, body],
  );
}

/** The last refusal that an attempt was answered with, as it was written; null if none is remembered. */
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

/** Forgets what was answered to an attempt's code: it shows a masked name that the customer has disowned. */
export async function forgetCodeAnswer(on: Queryable, attemptId: string): Promise<void> {
  await on.query(
    `update exchange_request set answer_status = null, answer_body = null where attempt_id = $1 and kind = 'code'`,
    [attemptId],
  );
}

/** Forgets requests from before the given moment; by then every code in them has long expired at Wise. */
export async function forgetRequests(on: Queryable, before: Date): Promise<void> {
  await on.query('delete from exchange_request where created_at <= $1', [before]);
}
