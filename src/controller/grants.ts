/** The events with which a grant, or the answer to "is this you?", goes to the backend. */
import type { Attempt } from '../attempt/attempt.js';
import type { ExchangePayload } from '../contract.js';
import { asLinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import type { AwaitingCode, State, Transport } from '../flow/state.js';
import { readCallback } from '../oauth/authorization-response.js';
import { readTypedCode } from '../oauth/typed-code.js';

/** Whether a code has been submitted in a state, or its link is known. */
export const isSubmitted = (state: State): boolean => ('request' in state && !!state.request) || 'link' in state;

/** The event of an authorization response. Throws a LinkError. */
export function responseEvent(response: URL, attempt: Attempt, transport: Transport): FlowEvent {
  const callback = readCallback(response, attempt.state, new URL(attempt.url).origin);
  if (!callback) return { type: 'declined' };
  // A response that two tabs read, as after a duplication, is one exchange: the key is the attempt's id, and nothing in the body is of one tab.
  return submitted({ ...grantOf(attempt), ...callback, source: 'redirect' }, attempt.id, transport);
}

/** The event of a code that the customer typed. Throws a LinkError. The same wrong code keeps its idempotency key, so it costs no further try. */
export function typedGrant(text: string, attempt: Attempt, refused: AwaitingCode['refused']): FlowEvent {
  const code = readTypedCode(text);
  return submitted({ ...grantOf(attempt), code, source: 'typed' }, refused?.code === code ? refused.key : crypto.randomUUID(), 'typed');
}

/** The event that `make` returns, or the failure that it throws. */
export function eventOf(make: () => FlowEvent): FlowEvent {
  try {
    return make();
  } catch (cause) {
    return { type: 'failed', error: asLinkError(cause) };
  }
}

/** The event of the customer's answer to "is this you?". */
export const confirmation = (attemptId: string, confirm: boolean): FlowEvent => submitted({ attemptId, confirm }, crypto.randomUUID());

const submitted = (payload: ExchangePayload, key: string, transport?: Transport): FlowEvent => ({ type: 'grant-submitted', request: { key, payload }, transport });

/** The members that every grant of an attempt has. */
const grantOf = ({ attemptId, state, config: { redirectUri } }: Attempt): { attemptId?: string; state: string; redirectUri: string } => ({
  ...(attemptId && { attemptId }),
  state,
  redirectUri,
});
