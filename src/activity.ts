import type { ExchangePayload } from './contract.js';
import { LinkError, type ErrorCode } from './errors.js';
import type { Activity } from './flow/session.js';
import type { FlowEvent, Via } from './flow/state.js';
import type { Launcher } from './launch/launcher.js';
import type { Attempt } from './oauth/attempt.js';
import { exchange } from './oauth/exchange.js';
import { ownText } from './oauth/own.js';
import { post, type Headers } from './oauth/post.js';
import { readCallback } from './oauth/read-callback.js';
import { after } from './timer.js';

/** What each phase does, with the attempt that is under way at that moment. */
export function activityOf(host: { readonly headers: Headers | undefined }, present: () => Attempt, launch: (via: Via) => Launcher): Activity {
  return (state, signal, send) => {
    if (state.phase === 'idle' || state.phase === 'failed') return undefined;
    const attempt = present();
    const { config, correlationId } = attempt;
    const call = (url: string, body: unknown, key: string): Promise<unknown> =>
      post(url, body, host.headers, correlationId, key, signal);
    switch (state.phase) {
      case 'authorizing': {
        const { via } = state;
        const arrival = launch(via)(attempt, signal, (window) => send({ phase: 'authorizing', via, window }));
        const answer = arrival.then((letter) => read(letter, attempt, via));
        return Promise.race([answer, expiry(attempt, signal)]);
      }
      case 'requesting-email':
        return call(config.emailUrl, {}, crypto.randomUUID()).then((answer) => ({
          phase: 'awaiting-code',
          sentTo: ownText(answer, 'sentTo'),
        }));
      case 'awaiting-code':
        return expiry(attempt, signal);
      case 'exchanging': {
        const { key, payload } = state.request;
        const hand = (): Promise<unknown> =>
          config.exchange ? config.exchange(payload, { signal }) : call(config.exchangeUrl, payload, key);
        // A backend that never comes to an end must not keep the customer for ever; what came of the code is unknown.
        return Promise.race([exchange(hand, correlationId, signal), expiry(attempt, signal, 'outcome_unknown')]);
      }
    }
  };
}

/** What the URL means with which Wise sent the customer back. Throws a LinkError. */
export function read(letter: URL, { state, url, expires, config }: Attempt, source: Via): FlowEvent {
  const callback = readCallback(letter, state, new URL(url).origin);
  if (!callback) return { phase: 'idle', left: 'declined' };
  if (Date.now() > expires) throw new LinkError('attempt_expired');
  return handover({ state, ...callback, source, redirectUri: config.redirectUri });
}

/** The event of a payload that is to be handed over, under a key of its own. */
export const handover = (payload: ExchangePayload): FlowEvent => ({
  phase: 'exchanging',
  request: { key: crypto.randomUUID(), payload },
});

/** Besides an answer and the customer only the end of its time ends an attempt. */
const expiry = async (
  { expires, correlationId }: Attempt,
  signal: AbortSignal,
  code: ErrorCode = 'attempt_expired',
): Promise<never> => {
  await after(expires - Date.now(), signal);
  throw new LinkError(code, { correlationId });
};
