import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import { call, type Call } from './call.js';
import type { Meaning } from './next-step.js';
import { ownProperty, ownNumber, ownText } from '../own-property.js';
import { isLinked, readAnswer, readProblem } from './response.js';

/** What the backend knows about the customer before an attempt. */
export interface CustomerStatus {
  /** The backend's identifier of the customer; empty if it sent none. */
  subject: string;
  /** What it means for the flow: the customer has a link, or had one. */
  event: FlowEvent | undefined;
}

/** Requests whether the customer is linked. Throws a LinkError. */
export async function askCustomer(statusUrl: string, ours: Omit<Call, 'url'>): Promise<CustomerStatus> {
  const value = await fetchStatus(statusUrl, '', ours);
  const answer = readAnswer(value);
  const event: FlowEvent | undefined =
    ownProperty(value, 'status') === 'expired' ? { type: 'link-ended' } : isLinked(answer) ? { ...answer, type: 'link-found', transport: 'before' } : undefined;
  return { subject: ownText(value, 'subject'), event };
}

/** Requests the status of an attempt. Resolves with undefined if there is no `status-url`, or the status is unknown. Throws a LinkError. */
export async function askStatus(statusUrl: string, attemptId: string, ours: Omit<Call, 'url'>): Promise<Meaning> {
  const value = await fetchStatus(statusUrl, attemptId, ours);
  const problem = ownProperty(value, 'problem');
  const status = ownProperty(value, 'status');
  if (status === 'failed' && problem) return { type: 'failed', error: readProblem(problem, 409, ours.correlationId) };
  if (status === 'expired') return { type: 'failed', error: new LinkError('attempt_expired', { correlationId: ours.correlationId }) };
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
