import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { endAttempt } from './attempt.js';
import type { End } from './attempt.js';
import type { Work } from './begin.js';
import { endClaim, markVerified, release } from './claim.js';
import type { Customer } from './customers.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { sealGrant, unsealGrant } from './grant.js';
import type { Grant } from './grant.js';
import { judge } from './identity.js';
import type { Verdict } from './identity.js';
import { saveAnswer } from './ledger.js';
import { isLinkedElsewhere, onlyMasked, storeLink } from './link.js';
import type { Link, MaskedLink } from './link.js';
import { maskName, maskProfileId } from './mask.js';
import { Problem } from './problem.js';
import type { ProblemCode } from './problem.js';
import { unavailable } from './redeem.js';
import type { Job, Services } from './services.js';
import type { Vault } from './vault.js';
import type { Profile } from './profile.js';

interface Refusal extends End {
  reason: ProblemCode | 'identity_review';
}

/** The final answer to a code, and the link if one was created. */
export interface Verified {
  answer: Answer;
  linked: MaskedLink | null;
}

/** Checks at Wise who owns the account. Then links it, asks the customer to confirm, or refuses. */
export async function verifyPerson(job: Job, work: Work, customer: Customer, sealedTokens: string): Promise<Verified> {
  const { database, vault, wise, log } = job.services;
  const { claim } = work;
  const grant = await unsealGrant(vault, customer.id, sealedTokens);
  const profiles = await wise.profiles(grant.accessToken, job.correlationId);
  // The tokens were revoked between the two calls (the customer can do that at Wise), so their owner is unknown.
  if (profiles === 'unauthorized') {
    return refuse(job, work, { status: 'BURNT', reason: 'outcome_unknown' });
  }
  if (!Array.isArray(profiles)) {
    await database.transaction((tx) => release(tx, claim));
    throw unavailable(profiles.retryAfterSeconds);
  }
  const verdict = await judgeOrRelease(job, work, customer, profiles);
  if (verdict.kind === 'identity_review') {
    log({ level: 'warn', event: 'identity_review', correlationId: job.correlationId, customerId: customer.id, attemptId: claim.attemptId });
  }
  if (verdict.kind !== 'same') return refuse(job, work, { status: 'MISMATCH', reason: verdict.kind });
  const link = await makeLink(job.services, customer, grant, verdict.profile);
  return accept(job, work, link);
}

// A rule of the bank that throws leaves the tokens, and the same request can be sent again at once.
async function judgeOrRelease(job: Job, { claim, request }: Work, customer: Customer, profiles: readonly Profile[]): Promise<Verdict> {
  try {
    return await judge(customer, profiles, request.profileId ?? null, job.services.rules);
  } catch (error) {
    await job.services.database.transaction((tx) => release(tx, claim));
    throw error;
  }
}

// The customer cannot tell a person who asks for a review from a refusal.
function refusalOf(reason: Refusal['reason']): Problem {
  return new Problem(reason === 'identity_review' ? 'identity_mismatch' : reason);
}

/** Ends an attempt whose Wise profile is linked to another customer. */
export async function refuseLinkedElsewhere(tx: Queryable, attemptId: string, now: Date): Promise<Problem> {
  await endAttempt(tx, attemptId, { status: 'MISMATCH', reason: 'already_linked_elsewhere' }, now);
  return new Problem('already_linked_elsewhere');
}

/** The answer "linked", with the masked link and the customer's subject. */
export function linkedAnswer(link: MaskedLink, subject: string): Answer {
  return jsonAnswer(200, { status: 'linked', link: onlyMasked(link), subject });
}

/** A stable opaque id of a customer, so that other tabs show a link only if the same customer is logged in there. */
export function subjectOf(vault: Vault, customerId: string): Promise<string> {
  return vault.fingerprint('subject', customerId);
}

async function accept(job: Job, work: Work, link: Link): Promise<Verified> {
  const { database, clock, vault } = job.services;
  const { claim, request } = work;
  const subject = await subjectOf(vault, claim.customerId);
  return database.transaction(async (tx): Promise<Verified> => {
    await lockCustomer(tx, claim.customerId);
    const free = !(await isLinkedElsewhere(tx, link.profileHash, claim.customerId));
    await markVerified(tx, claim, link);
    // A customer may have been tricked into typing an attacker's code, so they see the account and must confirm.
    if (free && request.source === 'typed') {
      const pending = { status: 'pending_confirmation', attemptId: claim.attemptId, link: onlyMasked(link) };
      return save(tx, work, { answer: jsonAnswer(200, pending), linked: null });
    }
    if (free && (await storeLink(tx, claim.attemptId, clock()))) {
      return save(tx, work, { answer: linkedAnswer(link, subject), linked: onlyMasked(link) });
    }
    const problem = await refuseLinkedElsewhere(tx, claim.attemptId, clock());
    return save(tx, work, { answer: problem.toAnswer(job.correlationId), linked: null });
  });
}

async function refuse(job: Job, work: Work, end: Refusal): Promise<Verified> {
  const { database, clock } = job.services;
  return database.transaction(async (tx) => {
    await lockCustomer(tx, work.claim.customerId);
    await endClaim(tx, work.claim, end, clock());
    return save(tx, work, { answer: refusalOf(end.reason).toAnswer(job.correlationId), linked: null });
  });
}

async function save(tx: Queryable, { claim }: Work, verified: Verified): Promise<Verified> {
  await saveAnswer(tx, { ...claim, kind: 'code' }, verified.answer);
  return verified;
}

async function makeLink({ vault }: Services, customer: Customer, grant: Grant, profile: Profile): Promise<Link> {
  return {
    profileHash: await vault.fingerprint('profile', profile.id),
    profileType: profile.type === 'business' ? 'business' : 'personal',
    displayName: maskName(profile.name),
    profileRef: maskProfileId(profile.id),
    sealedTokens: await sealGrant(vault, customer.id, { ...grant, profileId: profile.id }),
  };
}
