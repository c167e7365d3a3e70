import { z } from 'zod';
import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { dropUnused, insertAttempt } from './attempt.js';
import { authorizeUrl } from './authorize.js';
import { lockCustomer } from './database.js';
import type { Call } from './guard.js';
import { secondsFrom } from './limits.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import type { Services } from './services.js';
import { refuseTooManyStarts } from './throttle.js';

const startRequest = z.strictObject({
  flow: z.enum(['popup', 'redirect', 'email']),
  environment: z.enum(['sandbox', 'production']),
  // Whatever the browser calls its language: nothing depends on it, so nothing may fail over it.
  locale: z.string().max(64).optional(),
  // An addition to the contract: one of the registered, since the exchange must name the same.
  redirectUri: z.string().max(2048).optional(),
});

/** Opens an attempt that only this log-in of this customer can finish, and says where to send him. */
export async function startAttempt(services: Services, call: Call): Promise<Answer> {
  const { database, vault, limits, clock, authorize, redirectUris, log } = services;
  const { data } = startRequest.safeParse(call.value);
  const redirectUri = data?.redirectUri ?? redirectUris[0];
  // A page of the sandbox that talks to a production backend is a mistake to be seen before anybody is sent to Wise.
  if (data?.environment !== authorize.environment || !redirectUris.includes(redirectUri)) {
    throw new Problem('invalid_request');
  }
  const { customer, sessionId, correlationId } = call;
  const now = clock();
  const state = randomToken();
  const attemptId = `a_${randomToken()}`;
  const stateHash = await vault.fingerprint('state', state);
  const expiresAt = secondsFrom(now, limits.attemptSeconds);
  await database.transaction(async (tx) => {
    await lockCustomer(tx, customer.id);
    await refuseTooManyStarts(tx, customer.id, limits, now);
    // Never one that was handed out before: two tabs may go to Wise at once, and an attempt takes one code.
    const fresh = { id: attemptId, customerId: customer.id, sessionId, stateHash, redirectUri, now, expiresAt };
    await dropUnused(tx, fresh, limits);
    await insertAttempt(tx, fresh);
  });
  log({ level: 'info', event: 'attempt', correlationId, attemptId, outcome: 'started' });
  const ttlSeconds = limits.attemptSeconds;
  return jsonAnswer(201, { attemptId, state, authorizeUrl: authorizeUrl(authorize, redirectUri, state), ttlSeconds });
}
