import { LinkError } from '../errors.js';
import { call, type Call } from './call.js';
import type { Meaning } from './next-step.js';
import { own, ownNumber, ownText } from '../own-property.js';
import { readAnswer, readProblem } from './response.js';

/**
 * Asks the backend what came of an attempt; without one, whether the customer has a link. Resolves to nothing where it
 * cannot be asked, or does not know. Throws a LinkError.
 */
export async function askStatus(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<Meaning> {
  const value = await fetchStatus(statusUrl, attemptId, ours);
  const problem = own(value, 'problem');
  const status = own(value, 'status');
  if (status === 'failed' && problem) return { phase: 'failed', error: readProblem(problem, 409, ours.correlationId) };
  const isExpired = status === 'expired';
  if (attemptId && isExpired) return { phase: 'failed', error: new LinkError('attempt_expired', { correlationId: ours.correlationId }) };
  if (!attemptId && (isExpired || status === 'none')) return { phase: 'idle', hasEnded: isExpired, subject: ownText(value, 'subject') };
  return readAnswer(value, attemptId);
}

/** How many seconds the backend still gives an attempt that it holds open; 0 where it cannot be asked, or does not say. */
export async function askTime(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<number> {
  const value = await fetchStatus(statusUrl, attemptId, ours);
  return (own(value, 'status') === 'awaiting' && ownNumber(value, 'ttlSeconds')) || 0;
}

async function fetchStatus(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<unknown> {
  if (!statusUrl) return undefined;
  const url = new URL(statusUrl);
  if (attemptId) url.searchParams.set('attempt', attemptId);
  return call({ ...ours, url: url.href });
}
