import type { Plant } from './bundle.js';

/** A planted bug, the row of the table that must find it, and the fault that it must report. */
export interface Planted {
  bug: string;
  row: string;
  fault: string;
  plants: readonly Plant[];
}

const MARK_SENT = 'const { earlierInDoubt } = await markSent(database, claim);\n';
const CALL = '  const result = await wise.redeem(request.code, redirectUri, job.correlationId);\n';

/** The table must find each of these, which shows that it can fail. */
export const PLANTED: readonly Planted[] = [
  {
    bug: 'SENT is written after the call',
    row: '4 token call, answered, not read × typed code',
    fault: 'the link is lost, but the answer does not let the customer start again',
    plants: [{ file: 'redeem.ts', from: MARK_SENT + CALL, to: CALL + MARK_SENT }],
  },
  {
    bug: 'a started call is not stored',
    row: '5 EXCHANGED, before × typed code',
    fault: 'the link is lost, but the answer does not let the customer start again',
    plants: [{ file: 'claim.ts', from: 'update exchange_request set in_doubt = true', to: 'update exchange_request set in_doubt = in_doubt' }],
  },
  {
    bug: 'EXCHANGED and the tokens are stored in two transactions',
    row: '5 EXCHANGED, committed × the right person',
    fault: 'the link is lost, but the answer does not let the customer start again',
    plants: [
      {
        file: 'redeem.ts',
        from: 'await outlast(() => markExchanged(database, claim, sealedTokens, limits), limits.leaseSeconds);',
        to: `await database.query("with step as (update attempt set status = 'EXCHANGED' where id = $1) update exchange_request set in_doubt = false where customer_id = $2 and idempotency_key = $3", [claim.attemptId, claim.customerId, claim.key]);
             await database.query('update attempt set sealed_tokens = $2 where id = $1', [claim.attemptId, sealedTokens]);`,
      },
    ],
  },
  {
    bug: 'a code with stored tokens is exchanged again',
    row: '5 EXCHANGED, committed × the right person',
    fault: 'more token calls than the contract allows',
    plants: [
      { file: 'claim.ts', from: 'return found.sealedTokens;', to: 'return null;' },
      { file: 'claim.ts', from: "lease = $3 and status in ('CLAIMED', 'SENT')", to: 'lease = $3' },
      { file: 'claim.ts', from: "set status = 'SENT'", to: "set status = 'SENT', sealed_tokens = null" },
    ],
  },
  {
    bug: 'another person is refused, but the tokens stay',
    row: '1 check, before × another person',
    fault: 'a token of another person is stored',
    plants: [
      {
        file: 'verify.ts',
        from: "return refuse(job, work, { status: 'MISMATCH', reason: verdict.kind });",
        to: 'return { answer: new Problem(verdict.kind).toAnswer(job.correlationId), linked: null };',
      },
    ],
  },
  {
    bug: 'the identity is not checked after a crash',
    row: '6 identity, before Wise is asked × another person',
    fault: 'a token of another person is stored',
    plants: [{ file: 'verify.ts', from: 'const verdict = await judgeOrRelease(', to: "const verdict = work.sealedTokens !== null ? { kind: 'same', profile: profiles[0] } : await judgeOrRelease(" }],
  },
  {
    bug: 'the tokens of an expired attempt stay',
    row: '6 identity, answered, not read × another person who does not return',
    fault: 'a token of another person is stored',
    plants: [{ file: 'attempt.ts', from: 'and (lease_until is null or lease_until <= wise_link_now())', to: 'and lease_until is null' }],
  },
  {
    bug: 'the answer is not stored',
    row: '7 answer, made, not sent × the right person',
    fault: 'the answer should be linked',
    plants: [{ file: 'accept-link.ts', from: "from decided where customer_id = $2 and kind = 'code'", to: "from decided where false and customer_id = $2 and kind = 'code'" }],
  },
  {
    bug: 'the lease of a crashed process never expires',
    row: '2 claim, committed × the right person',
    fault: 'the answer took longer than the element waits',
    plants: [{ file: 'claim.ts', from: '(lease_until is null or lease_until <= wise_link_now())', to: 'lease_until is null' }],
  },
  {
    bug: 'the response of Wise is logged',
    row: '1 check, before × the right person',
    fault: 'in the output: date of birth, email, name, profile id, token',
    plants: [{ file: 'wise-client.ts', from: 'outcome: outcome.kind }', to: 'outcome: JSON.stringify(outcome) }' }],
  },
];

/** Bugs that only a request of the service shows: the point at which it must be killed for that. */
export const PLANTED_IN_SERVICE: readonly { bug: string; at: string; plants: readonly Plant[] }[] = [
  {
    bug: 'an event is removed before it has arrived',
    at: 'webhook, your endpoint is at work',
    plants: [
      {
        file: 'outbox.ts',
        from: 'const isDelivered = await this.#call(customerId, event);',
        to: "await this.#database.query('delete from hook_event where id = $1', [event.id]); const isDelivered = await this.#call(customerId, event);",
      },
    ],
  },
  {
    bug: 'an erasure ends after the first table',
    at: 'erasure, the first table is emptied, committed',
    plants: [{ file: 'forget.ts', from: 'for (const table of TABLES) await', to: "for (const table of TABLES.slice(0, 1)) await" }],
  },
];
