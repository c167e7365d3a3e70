/** Compares the owner of the Wise account with the customer, and links it. */
import type { Answer } from './answer.js';
import { jsonAnswer } from './answer.js';
import { acceptLink, askToConfirm } from './accept-link.js';
import type { Work } from './begin.js';
import { inProgress, release, requestOf } from './claim.js';
import type { Customer } from './customer.js';
import { lockCustomer } from './database.js';
import { ENDED_WITHOUT_LINK } from './end-attempt.js';
import type { End } from './end-attempt.js';
import { sealGrant } from './grant.js';
import type { Grant } from './grant.js';
import { judge } from './identity.js';
import type { Verdict } from './identity.js';
import { saveAnswer } from './ledger.js';
import { onlyMasked } from './link.js';
import type { Link, MaskedLink } from './link.js';
import { maskName, maskProfileId } from './mask.js';
import { problemAnswer } from './problem.js';
import type { ProblemCode } from './problem.js';
import type { Profile } from './profile.js';
import { unavailable } from './redeem.js';
import type { Job, Services } from './services.js';
import { countRefusal } from './throttle.js';
import type { Vault } from './vault.js';

interface Refusal extends End {
  reason: ProblemCode | 'identity_review';
}

/** The final answer to a code, and the link if one was created. */
export interface Verified {
  answer: Answer;
  linked: MaskedLink | null;
}

/** Checks at Wise who owns the account. Then links it, asks the customer to confirm, or refuses. */
export async function verifyPerson(job: Job, work: Work, customer: Customer, grant: Grant): Promise<Verified> {
  const { database, wise, log } = job.services;
  const { claim } = work;
  const profiles = await wise.profiles(grant.accessToken, job.correlationId);
  // The tokens were revoked between the two calls (the customer can do that at Wise), so their owner is unknown.
  if (profiles === 'unauthorized') {
    return refuse(job, work, { status: 'BURNT', reason: 'outcome_unknown' });
  }
  if (!Array.isArray(profiles)) {
    await release(database, claim);
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

/** The answer "linked", with the masked link and the customer's subject. */
export function linkedAnswer(link: MaskedLink, subject: string): Answer {
  return jsonAnswer(200, { status: 'linked', link: onlyMasked(link), subject });
}

/** A stable opaque id of a customer, so that other tabs show a link only if the same customer is logged in there. */
export function subjectOf(vault: Vault, customerId: string): Promise<string> {
  return vault.fingerprint('subject', customerId);
}

// A rule of the bank that throws leaves the tokens, and the same request can be sent again at once.
async function judgeOrRelease(job: Job, { claim, request }: Work, customer: Customer, profiles: readonly Profile[]): Promise<Verdict> {
  try {
    return await judge(customer, profiles, request.profileId ?? null, job.services.rules);
  } catch (error) {
    await release(job.services.database, claim);
    throw error;
  }
}

async function accept(job: Job, { claim, mustConfirm }: Work, link: Link): Promise<Verified> {
  const { database, vault } = job.services;
  const elsewhere = problemAnswer('already_linked_elsewhere', job.correlationId);
  const pending = jsonAnswer(200, { status: 'pending_confirmation', attemptId: claim.attemptId, link: onlyMasked(link) });
  const linked = linkedAnswer(link, await subjectOf(vault, claim.customerId));
  return database.transaction(async (tx): Promise<Verified> => {
    // Another attempt of the customer can be here too once its lease has expired. Both would lock each other's links.
    const locked = lockCustomer(tx, claim.customerId);
    // A customer may have been tricked into typing an attacker's code, so they see the account and must confirm.
    if (mustConfirm) {
      const [isFree] = await Promise.all([askToConfirm(tx, claim, link, { accepted: pending, elsewhere }), locked]);
      return { answer: isFree ? pending : elsewhere, linked: null };
    }
    const [isFree] = await Promise.all([acceptLink(tx, claim, link, { accepted: linked, elsewhere }), locked]);
    return isFree ? { answer: linked, linked: onlyMasked(link) } : { answer: elsewhere, linked: null };
  });
}

async function refuse({ services, correlationId }: Job, { claim }: Work, { status, reason }: Refusal): Promise<Verified> {
  const { attemptId, customerId, lease } = claim;
  // The customer cannot tell an account that the bank's staff must review from one of another person.
  const answer = problemAnswer(reason === 'identity_review' ? 'identity_mismatch' : reason, correlationId);
  return services.database.transaction(async (tx) => {
    await lockCustomer(tx, customerId);
    const sql = `update attempt set status = $3, reason = $4, ${ENDED_WITHOUT_LINK} where id = $1 and lease = $2 returning id`;
    if ((await tx.query(sql, [attemptId, lease, status, reason])).rows.length === 0) throw inProgress();
    if (reason === 'identity_mismatch') await countRefusal(tx, customerId, 'mismatch');
    await saveAnswer(tx, requestOf(claim), answer);
    return { answer, linked: null };
  });
}

async function makeLink({ vault }: Services, customer: Customer, grant: Grant, profile: Profile): Promise<Link> {
  return {
    profileHash: await vault.fingerprint('profile', profile.id),
    userHash: profile.userId === null ? null : await vault.fingerprint('user', profile.userId),
    profileType: profile.type === 'business' ? 'business' : 'personal',
    displayName: maskName(profile.name),
    profileRef: maskProfileId(profile.id),
    sealedTokens: await sealGrant(vault, customer.id, { ...grant, profileId: profile.id }),
  };
}
