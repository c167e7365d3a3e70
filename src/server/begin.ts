import { timingSafeEqual } from 'node:crypto';
import type { Answer } from './answer.js';
import { expireAttempts, findAttempt, openAttempt, ownerOf, refuseEnded, useAttempt } from './attempt.js';
import type { Attempt, Owner } from './attempt.js';
import { takeClaim } from './claim.js';
import type { Claim } from './claim.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import type { CodeRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { insertRequest, findAnswer, deleteRequestsBefore, refuseUsedCode } from './ledger.js';
import type { RequestId } from './ledger.js';
import { secondsFrom } from './limits.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import type { Services } from './services.js';
import { refuseTooMany } from './throttle.js';

/** The stored answer of an earlier request, or work to do. */
export type Begun = { kind: 'replay'; answer: Answer } | Work;

/** A code to exchange, or, if a crash left sealed tokens, an identity to check. */
export interface Work {
  kind: 'work';
  claim: Claim;
  request: CodeRequest;
  redirectUri: string;
  /** Not null if the code was already exchanged. */
  sealedTokens: string | null;
}

/** Decides, in one transaction under the customer's lock, whether a request with a code is a replay, refused, or new work. */
export async function begin(services: Services, call: Call, request: CodeRequest, key: string): Promise<Begun> {
  const { database, vault, limits, clock } = services;
  const customerId = call.customer.id;
  const now = clock();
  const id: RequestId = { customerId, kind: 'code', key };
  const bodyHash = await vault.fingerprint('body', call.text);
  const codeHash = await vault.fingerprint('code', request.code);
  if (!services.redirectUris.includes(request.redirectUri)) throw new Problem('invalid_request');
  await expireAttempts(database, now);
  await deleteRequestsBefore(database, secondsFrom(now, -limits.daySeconds));

  return database.transaction(async (tx): Promise<Begun> => {
    await lockCustomer(tx, customerId);
    const answer = await findAnswer(tx, id, bodyHash);
    if (answer !== null) return { kind: 'replay', answer };
    const attempt = await findOrOpenAttempt(tx, services, ownerOf(call, now), request);
    const redirectUri = pickRedirectUri(services, attempt, request);
    await refuseUsedCode(tx, id, codeHash);
    await refuseTooMany(tx, customerId, request.source === 'typed', limits, now);
    refuseEnded(attempt);
    await useAttempt(tx, attempt, limits, now);
    const claim: Claim = { attemptId: attempt.id, customerId, key, lease: randomToken() };
    const sealedTokens = await takeClaim(tx, claim, now, secondsFrom(now, limits.leaseSeconds));
    await insertRequest(tx, id, { attemptId: attempt.id, bodyHash, codeHash, now });
    // Nobody knows who came back with this code, so the customer is asked "is this you?", as after a typed one.
    const asked: CodeRequest = attempt.isFromOtherSession ? { ...request, source: 'typed' } : request;
    return { kind: 'work', claim, request: asked, redirectUri, sealedTokens };
  });
}

// RFC 6749 section 4.1.3: the same value as in the authorization request. A typed code had no redirect, but Wise
// requires a value, so the first registered one is sent.
function pickRedirectUri({ redirectUris }: Services, attempt: Attempt, { source, redirectUri }: CodeRequest): string {
  if (redirectUri !== attempt.redirectUri) throw new Problem('invalid_request');
  return source === 'typed' ? redirectUris[0] : redirectUri;
}

// The contract's order: check the attempt's owner, then its state. Without an id, find or create the attempt by its state.
async function findOrOpenAttempt(
  tx: Queryable,
  { vault, limits }: Services,
  owner: Owner,
  { attemptId, state, redirectUri }: CodeRequest,
): Promise<Attempt> {
  const stateHash = await vault.fingerprint('state', state);
  if (attemptId === undefined) {
    const { customerId, now } = owner;
    const fresh = { id: `a_${randomToken()}`, sessionId: null, sealedSessionId: null, expiresAt: secondsFrom(now, limits.attemptSeconds) };
    const attempt = await openAttempt(tx, { ...fresh, customerId, stateHash, redirectUri, now }, owner);
    if (attempt === null) throw new Problem('state_mismatch');
    return attempt;
  }
  const attempt = await findAttempt(tx, attemptId, owner);
  if (attempt === null) throw new Problem('attempt_not_found');
  // Both are digests of the same length, which timingSafeEqual requires.
  const same = timingSafeEqual(Buffer.from(attempt.stateHash), Buffer.from(stateHash));
  if (!same) throw new Problem('state_mismatch');
  return attempt;
}
