import { timingSafeEqual } from 'node:crypto';
import type { Answer } from './answer.js';
import { assertSession, ownerOf, refuseEnded } from './attempt.js';
import type { Attempt } from './attempt.js';
import { takeClaim } from './claim.js';
import type { Claim } from './claim.js';
import { lockCustomer } from './database.js';
import type { Queryable } from './database.js';
import { expireIfOverdue } from './end-attempt.js';
import type { CodeRequest } from './exchange-request.js';
import type { Call } from './guard.js';
import { answerOf } from './ledger.js';
import { load } from './load.js';
import type { Known } from './load.js';
import { insertAttempt } from './new-attempt.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import type { Services } from './services.js';
import { limitFor, refuseTooMany } from './throttle.js';

/** The stored answer of an earlier request, or work to do. */
export type Begun = { kind: 'replay'; answer: Answer } | Work;

/** A code to exchange, or, if a crash left sealed tokens, an identity to check. */
export interface Work {
  kind: 'work';
  claim: Claim;
  request: CodeRequest;
  redirectUri: string;
  /** Whether the customer must answer "is this you?" before the account is linked. */
  mustConfirm: boolean;
  /** Not null if the code was already exchanged. */
  sealedTokens: string | null;
}

/** Decides, in one transaction under the customer's lock, whether a request with a code is a replay, refused, or new work. */
export async function begin(services: Services, call: Call, request: CodeRequest, key: string): Promise<Begun> {
  const { database, vault, limits } = services;
  if (!services.redirectUris.includes(request.redirectUri)) throw new Problem('invalid_request');
  const owner = ownerOf(call);
  const [bodyHash, codeHash, stateHash] = await Promise.all([
    vault.fingerprint('body', call.text),
    vault.fingerprint('code', request.code),
    vault.fingerprint('state', request.state),
  ]);
  const [by, value] = request.attemptId === undefined ? (['state_hash', stateHash] as const) : (['id', request.attemptId] as const);

  const begun = await database.transaction(async (tx): Promise<Begun | Attempt> => {
    const [, known] = await Promise.all([lockCustomer(tx, owner.customerId), load(tx, owner, { by, value, key, codeHash }, limits)]);
    const answer = answerOf(known, bodyHash);
    if (answer !== null) return { kind: 'replay', answer };
    const own = known.attempt && assertSession(known.attempt, owner);
    const attempt = own ?? (await openAttempt(tx, services, owner.customerId, stateHash, request));
    assertSameState(attempt, stateHash);
    if (attempt.isOverdue) return attempt;
    refuse(known, attempt);
    const redirectUri = pickRedirectUri(services, attempt, request);
    const claim: Claim = { attemptId: attempt.id, customerId: owner.customerId, key, lease: randomToken(), codeHash };
    const sealedTokens = await takeClaim(tx, claim, bodyHash, limits);
    return { kind: 'work', claim, request, redirectUri, mustConfirm: mustConfirm(attempt, request), sealedTokens };
  });
  if ('kind' in begun) return begun;
  // Not in the transaction, which would be rolled back.
  refuseEnded(await expireIfOverdue(database, begun));
  throw new Problem('attempt_expired');
}

// Without the start endpoint the backend first sees the state together with the code. Only a same-origin request with the
// session of the customer gets here, which binds the state to them.
async function openAttempt(tx: Queryable, services: Services, customerId: string, stateHash: string, request: CodeRequest): Promise<Attempt> {
  if (request.attemptId !== undefined || services.requireStart) throw new Problem('attempt_not_found');
  const { redirectUri } = request;
  const attempt = await insertAttempt(tx, { customerId, sessionId: null, sealedSessionId: null, stateHash, redirectUri, flow: null }, services.limits);
  // A state that another customer or another session has sent is an attack.
  if (attempt === null) throw new Problem('state_mismatch');
  return attempt;
}

// Both are digests of the same length, which timingSafeEqual requires.
function assertSameState(attempt: Attempt, stateHash: string): void {
  if (!timingSafeEqual(Buffer.from(attempt.stateHash), Buffer.from(stateHash))) throw new Problem('state_mismatch');
}

function refuse(known: Known, attempt: Attempt): void {
  if (known.isCodeUsed) throw new Problem('code_already_used');
  refuseTooMany(known);
  refuseEnded(attempt);
  if (attempt.isUnused || known.attempt === null) limitFor(known.startWait);
}

// RFC 6749 section 4.1.3: the same value as in the authorization request. A typed code had no redirect, but Wise
// requires a value, so the first registered one is sent.
function pickRedirectUri({ redirectUris }: Services, attempt: Attempt, { source, redirectUri }: CodeRequest): string {
  if (redirectUri !== attempt.redirectUri) throw new Problem('invalid_request');
  return source === 'typed' ? redirectUris[0] : redirectUri;
}

// What the page says can only add to this. A code is taken to be typed unless the attempt was started for something else.
function mustConfirm({ flow, isFromOtherSession }: Attempt, { source }: CodeRequest): boolean {
  return source === 'typed' || flow === 'email' || flow === null || isFromOtherSession === true;
}
