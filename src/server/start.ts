/** The start endpoint. */
import { z } from 'zod';
import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { authorizeUrl } from './authorize.js';
import { lockCustomer } from './database.js';
import type { Call } from './guard.js';
import { dropUnused, insertAttempt } from './new-attempt.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import type { Services } from './services.js';
import { refuseTooManyStarts } from './throttle.js';

const startRequest = z.strictObject({
  flow: z.enum(['popup', 'redirect', 'email']),
  environment: z.enum(['sandbox', 'production']),
  // Not validated as a language tag: nothing depends on it, so a wrong one must not fail.
  locale: z.string().max(64).optional(),
  // An addition to the contract: one of the registered redirect URIs, because the exchange must send the same one.
  redirectUri: z.string().max(2048).optional(),
});

/** Creates an attempt that only this session can finish, and returns its authorization request. */
export async function startAttempt(services: Services, call: Call): Promise<Answer> {
  const { database, vault, limits, authorize, redirectUris, log } = services;
  const { data } = startRequest.safeParse(call.value);
  const redirectUri = data?.redirectUri ?? redirectUris[0];
  // A sandbox page with a production backend, or the reverse, must fail before the customer is sent to Wise.
  if (data?.environment !== authorize.environment || !redirectUris.includes(redirectUri)) {
    throw new Problem('invalid_request');
  }
  const { customer, sessionId, bankSessionId, correlationId } = call;
  const state = randomToken();
  const stateHash = await vault.fingerprint('state', state);
  const sealedSessionId = bankSessionId === null ? null : await vault.seal(bankSessionId, customer.id, 'session');
  const { flow } = data;
  const attemptId = await database.transaction(async (tx) => {
    await Promise.all([lockCustomer(tx, customer.id), refuseTooManyStarts(tx, customer.id, limits)]);
    // Always a new attempt: two tabs may go to Wise at the same time, and an attempt accepts one code.
    const fresh = { customerId: customer.id, sessionId, sealedSessionId, stateHash, redirectUri, flow };
    const [, attempt] = await Promise.all([dropUnused(tx, fresh, limits), insertAttempt(tx, fresh, limits)]);
    return attempt?.id;
  });
  if (attemptId === undefined) throw new Error('256 random bits were drawn twice.');
  log({ level: 'info', event: 'attempt', correlationId, attemptId, outcome: 'started' });
  const ttlSeconds = limits.attemptSeconds;
  return jsonAnswer(201, { attemptId, state, authorizeUrl: authorizeUrl(authorize, redirectUri, state), ttlSeconds });
}
