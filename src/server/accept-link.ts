import { z } from 'zod';
import type { Answer } from './answer.js';
import { inProgress } from './claim.js';
import type { Claim } from './claim.js';
import { queryLast } from './database.js';
import type { Queryable } from './database.js';
import { STORED } from './store-link.js';
import type { Link } from './link.js';

/** The answers to store with the request: if the account was accepted, and if another customer has linked it. */
export interface Answers {
  accepted: Answer;
  elsewhere: Answer;
}

const decided = z.object({ isAccepted: z.boolean() });

const HELD = `held as (select id from attempt where id = $1 and customer_id = $2 and lease = $3 and status = 'EXCHANGED' for update)`;

// Once: PostgreSQL would make and run a plan for each "exists (select 1 from accepted)".
const DECIDED = `decided as (select id as attempt_id, exists (select 1 from accepted) as is_accepted from held)`;

const ANSWERED = `answered as (
    update exchange_request set answer_status = case when is_accepted then $11::int else $13::int end,
      answer_body = case when is_accepted then $12::text else $14::text end
    from decided where customer_id = $2 and kind = 'code' and idempotency_key = $4
  )`;

const RESULT = 'select is_accepted as "isAccepted" from decided';

const ACCEPT = `with ${HELD}, verified as (
    select $6::text as profile_hash, $7::text as user_hash, $2::text as customer_id, $8::text as profile_type,
      $9::text as display_name, $10::text as profile_ref, $5::text as sealed_tokens from held
  ), ${STORED}, accepted as (select 1 from link), ${DECIDED}, ${endedWith('LINKED', 'null')}, ${ANSWERED}
  ${RESULT}`;

const ASK = `with ${HELD}, accepted as (
    select 1 from held where not exists (select 1 from wise_link where profile_hash = $6 and customer_id <> $2)
  ), ${DECIDED}, ${endedWith('VERIFIED', '$5')}, ${ANSWERED}
  ${RESULT}`;

/**
 * EXCHANGED → VERIFIED → LINKED in one statement: links the account and stores the answer. Returns false if another
 * customer has linked the profile: then the attempt has ended as MISMATCH, with that answer.
 */
export async function acceptLink(tx: Queryable, claim: Claim, link: Link, answers: Answers): Promise<boolean> {
  return run(tx, ACCEPT, claim, link, answers);
}

/**
 * EXCHANGED → VERIFIED: the identity matches. Keeps the tokens until the customer confirms, releases the claim, and stores
 * the answer. Returns false if another customer has linked the profile.
 */
export async function askToConfirm(tx: Queryable, claim: Claim, link: Link, answers: Answers): Promise<boolean> {
  return run(tx, ASK, claim, link, answers);
}

function endedWith(status: 'LINKED' | 'VERIFIED', sealedTokens: string): string {
  const kept = (value: string): string => `case when is_accepted then ${value} end`;
  const ended = status === 'LINKED' ? 'wise_link_now()' : 'case when is_accepted then null else wise_link_now() end';
  return `ended as (
    update attempt set status = case when is_accepted then '${status}' else 'MISMATCH' end,
      reason = case when is_accepted then reason else 'already_linked_elsewhere' end,
      lease = null, lease_until = null, ended_at = ${ended}, sealed_session = case when ${ended} is null then sealed_session end, sealed_tokens = ${kept(`${sealedTokens}::text`)},
      profile_hash = ${kept('$6::text')}, user_hash = ${kept('$7::text')}, profile_type = ${kept('$8::text')},
      display_name = ${kept('$9::text')}, profile_ref = ${kept('$10::text')}
    from decided where attempt.id = attempt_id
  )`;
}

async function run(tx: Queryable, sql: string, claim: Claim, link: Link, { accepted, elsewhere }: Answers): Promise<boolean> {
  const { attemptId, customerId, lease, key } = claim;
  const { sealedTokens, profileHash, userHash, profileType, displayName, profileRef } = link;
  const values = [attemptId, customerId, lease, key, sealedTokens, profileHash, userHash, profileType, displayName, profileRef];
  const answers = [accepted.status, accepted.body, elsewhere.status, elsewhere.body];
  // The last statement: one that does not hold the claim changes nothing, so that a commit does no harm.
  const { rows } = await queryLast(tx, sql, [...values, ...answers]);
  const [found] = rows;
  if (found === undefined) throw inProgress();
  return decided.parse(found).isAccepted;
}
