/** Reads what the database knows about a request with a code. */
import { z } from 'zod';
import { ATTEMPT_COLUMNS, attemptRow } from './attempt.js';
import type { Attempt, Owner } from './attempt.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import type { Stored } from './ledger.js';
import type { Limits } from './limits.js';
import { WAITS, waits, waitValues } from './throttle.js';

const known = waits.extend({
  bodyHash: z.string().nullable(),
  answerStatus: z.number().nullable(),
  answerBody: z.string().nullable(),
  isCodeUsed: z.boolean(),
});

const found = z.looseObject({ id: z.string().nullable() });

/** What the database knows about a request with a code, before it is processed. */
export interface Known extends z.output<typeof known>, Stored {
  /** The customer's attempt; null if there is none. */
  attempt: Attempt | null;
}

/** How a request names its attempt: by id, or by the fingerprint of its state. */
export interface Wanted {
  by: 'id' | 'state_hash';
  value: string;
  key: string;
  codeHash: string;
}

// Made once for each way to name an attempt: as long a text takes longer to make than to send.
const LOAD = { id: loadBy('id'), state_hash: loadBy('state_hash') };

/** Reads all of it in one statement. Call under the customer's lock. */
export async function load(tx: Queryable, owner: Owner, { by, value, key, codeHash }: Wanted, limits: Limits): Promise<Known> {
  const values = [value, owner.customerId, key, ...waitValues(limits), codeHash];
  const [row] = await select(tx, found, LOAD[by], values);
  return { ...known.parse(row), attempt: row === undefined || row.id === null ? null : attemptRow.parse(row) };
}

function loadBy(by: Wanted['by']): string {
  return `select attempt.*, request.body_hash as "bodyHash", request.answer_status as "answerStatus",
      request.answer_body as "answerBody", used.code_hash is not null as "isCodeUsed", ${WAITS}
    from (values (1)) as one
    left join (select ${ATTEMPT_COLUMNS} from attempt where ${by} = $1 and customer_id = $2) attempt on true
    left join exchange_request request on request.customer_id = $2 and request.kind = 'code' and request.idempotency_key = $3
      and request.created_at > wise_link_now() - make_interval(secs => $4::float8)
    left join used_code used on used.code_hash = $9 and not (used.customer_id = $2 and used.idempotency_key = $3)
      and used.created_at > wise_link_now() - make_interval(secs => $4::float8)`;
}
