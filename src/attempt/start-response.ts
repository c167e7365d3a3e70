import type { Config } from '../config.js';
import { LinkError } from '../errors.js';
import { isRequest, LIFETIME, type Attempt } from './attempt.js';
import { ownProperty, ownNumber, ownText } from '../own-property.js';

/** Reads the response of `start-url`. Throws a LinkError if it is no attempt, or one of another client. */
export function readStart(value: unknown, config: Config, id: string): Attempt {
  const state = ownText(value, 'state');
  const url = ownProperty(value, 'authorizeUrl');
  const attemptId = ownText(value, 'attemptId');
  const lifetime = Math.min((ownNumber(value, 'ttlSeconds') || Infinity) * 1000, LIFETIME);
  // At least 128 bits: a state that can be guessed does not bind the response.
  if (!attemptId || !/^[\w-]{22,99}$/.test(state)) {
    throw new LinkError('backend_unavailable', { retryable: true, correlationId: id }, 'start-url did not answer with an attempt');
  }
  if (!isRequest(url, config, state)) {
    throw new LinkError('invalid_request', { correlationId: id }, 'start-url did not answer with an attempt of this client');
  }
  return { config, state, url, id, attemptId, expires: Date.now() + lifetime };
}
