import { LinkError } from '../errors.js';
import { call, type Call } from './call.js';
import type { Meaning } from './next-step.js';
import { ownProperty, ownNumber, ownText } from '../own-property.js';
import { readAnswer, readProblem } from './response.js';

/**
 * Requests the status of an attempt; without an id, whether the customer is linked. Resolves with undefined if there is no
 * `status-url`, or the status is unknown. Throws a LinkError.
 */
export async function askStatus(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<Meaning> {
  const value = await fetchStatus(statusUrl, attemptId, ours);
  const problem = ownProperty(value, 'problem');
  const status = ownProperty(value, 'status');
  if (status === 'failed' && problem) return { phase: 'failed', error: readProblem(problem, 409, ours.correlationId) };
  const isExpired = status === 'expired';
  if (attemptId && isExpired) return { phase: 'failed', error: new LinkError('attempt_expired', { correlationId: ours.correlationId }) };
  if (!attemptId && (isExpired || status === 'none')) return { phase: 'idle', hasEnded: isExpired, subject: ownText(value, 'subject') };
  return readAnswer(value, attemptId);
}

/** Requests how many seconds an open attempt has left. Resolves with 0 if there is no `status-url`, or the status is another. */
export async function askTime(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<number> {
  const value = await fetchStatus(statusUrl, attemptId, ours);
  return (ownProperty(value, 'status') === 'awaiting' && ownNumber(value, 'ttlSeconds')) || 0;
}

async function fetchStatus(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<unknown> {
  if (!statusUrl) return undefined;
  const url = new URL(statusUrl);
  if (attemptId) url.searchParams.set('attempt', attemptId);
  return call({ ...ours, url: url.href });
}
