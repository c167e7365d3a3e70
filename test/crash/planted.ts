import type { Plant } from './bundle.js';

/** A bug that somebody could make, the row of the table that must find it, and as what. */
export interface Planted {
  bug: string;
  row: string;
  fault: string;
  plants: readonly Plant[];
}

const MARK_SENT = 'const { earlierInDoubt } = await database.transaction((tx) => markSent(tx, claim));\n';
const CALL = '  const result = await wise.redeem(request.code, redirectUri, job.correlationId);\n';

/** Each of these has to be found: so it is shown that the table can fail. */
export const PLANTED: readonly Planted[] = [
  {
    bug: 'SENT is written when the call is over',
    row: '4 token call, answered, not read × typed code',
    fault: 'the link is lost, and the customer is not told to start again',
    plants: [{ file: 'redeem.ts', from: MARK_SENT + CALL, to: CALL + MARK_SENT }],
  },
  {
    bug: 'nobody remembers that a call is out',
    row: '5 EXCHANGED, before × typed code',
    fault: 'the link is lost, and the customer is not told to start again',
    plants: [{ file: 'claim.ts', from: '  await setDoubt(tx, claim, true);\n', to: '' }],
  },
  {
    bug: 'EXCHANGED and the tokens are two transactions',
    row: '5 EXCHANGED, written, not committed × the right person',
    fault: 'the link is lost, and the customer is not told to start again',
    plants: [
      {
        file: 'redeem.ts',
        from: 'await database.transaction((tx) => markExchanged(tx, claim, sealedTokens));',
        to: `await database.query("update attempt set status = 'EXCHANGED' where id = $1", [claim.attemptId]);
             await database.query('update attempt set sealed_tokens = $2 where id = $1', [claim.attemptId, sealedTokens]);`,
      },
    ],
  },
  {
    bug: 'a code whose tokens are there is exchanged once more',
    row: '5 EXCHANGED, committed × the right person',
    fault: 'more token calls than the contract allows',
    plants: [
      { file: 'claim.ts', from: 'return taken.sealedTokens;', to: 'return null;' },
      { file: 'claim.ts', from: "`status in ('CLAIMED', 'SENT')`", to: '`true`' },
      { file: 'claim.ts', from: "`status = 'SENT'`, `", to: "`status = 'SENT', sealed_tokens = null`, `" },
    ],
  },
  {
    bug: 'another person is refused, and his tokens stay',
    row: '1 check, before × another person',
    fault: 'a token of another person is kept',
    plants: [
      {
        file: 'verify.ts',
        from: "return refuse(job, work, { status: 'MISMATCH', reason: verdict.kind });",
        to: 'return { answer: new Problem(verdict.kind).toAnswer(job.correlationId), linked: null };',
      },
    ],
  },
  {
    bug: 'what is taken up after a crash is not checked again',
    row: '6 identity, before Wise is asked × another person',
    fault: 'a token of another person is kept',
    plants: [{ file: 'verify.ts', from: 'const verdict = judge(', to: "const verdict = work.sealedTokens !== null ? { kind: 'same', profile: profiles[0] } : judge(" }],
  },
  {
    bug: 'the time of an attempt does not end for its tokens',
    row: '6 identity, answered, not read × another person, gone',
    fault: 'a token of another person is kept',
    plants: [{ file: 'attempt.ts', from: 'and (lease_until is null or lease_until <= $1)', to: 'and lease_until is null and $1 = $1' }],
  },
  {
    bug: 'the answer is not kept',
    row: '7 answer, made, not sent × the right person',
    fault: 'the answer should be linked',
    plants: [{ file: 'verify.ts', from: "  await saveAnswer(tx, { ...claim, kind: 'code' }, verified.answer);\n", to: '' }],
  },
  {
    bug: 'the lease of the dead never ends',
    row: '2 claim, committed × the right person',
    fault: 'the element had to wait longer than it does',
    plants: [{ file: 'claim.ts', from: '(lease_until is null or lease_until <= $6)', to: 'lease_until is null' }],
  },
  {
    bug: 'what Wise answers is written down',
    row: '1 check, before × the right person',
    fault: 'in the output: date of birth, e-mail, name, profile id, token',
    plants: [{ file: 'wise-client.ts', from: 'outcome: outcome.kind }', to: 'outcome: JSON.stringify(outcome) }' }],
  },
];
