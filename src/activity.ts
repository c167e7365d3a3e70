import type { ExchangePayload } from './contract.js';
import { LinkError, type ErrorCode } from './errors.js';
import type { Activity } from './flow/session.js';
import type { FlowEvent, Road, Send, State, Via } from './flow/state.js';
import type { Launcher } from './launch/launcher.js';
import type { Attempt } from './oauth/attempt.js';
import { exchange } from './oauth/exchange.js';
import { ownText } from './oauth/own.js';
import { post, type Headers } from './oauth/post.js';
import { readCallback } from './oauth/read-callback.js';
import { after } from './timer.js';

/** How long there is at least, in milliseconds, for what follows on a code that was handed over at the very end. */
const LAST_STEP = 60_000;

/** What each phase does, with the attempt that is under way at that moment. */
export function activityOf(
  headers: () => Headers | undefined,
  present: () => Attempt,
  launch: (via: Via, isNew: boolean) => Launcher,
  back: () => void,
): Activity {
  const work = (state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<FlowEvent> => {
    const { config, id } = attempt;
    const call = (url: string, body: unknown, key: string): Promise<unknown> => post(url, body, headers(), id, key, signal);
    switch (state.phase) {
      case 'authorizing': {
        const { via, window } = state;
        const isNew = window === 'open';
        const arrival = launch(via, isNew)(attempt, signal, (next) => send({ phase: 'authorizing', via, window: next }), isNew);
        return arrival.then(({ letter, road }) => read(letter, attempt, via, road));
      }
      case 'requesting-email':
        return call(config.emailUrl, {}, crypto.randomUUID()).then((answer) => ({
          phase: 'awaiting-code',
          sentTo: ownText(answer, 'sentTo'),
        }));
      case 'exchanging': {
        const { key, payload } = state.request;
        const hand = (): Promise<unknown> =>
          config.exchange ? config.exchange(payload, { signal }) : call(config.exchangeUrl, payload, key);
        return exchange(hand, id, signal);
      }
    }
    return new Promise(() => {}); // the customer's turn
  };
  return (state, signal, send) => {
    if (state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request)) return undefined;
    const attempt = present();
    addEventListener('pageshow', ({ persisted }) => persisted && back(), { signal });
    const isHandedOver = 'request' in state || 'link' in state;
    const end = isHandedOver ? Math.max(attempt.expires, Date.now() + LAST_STEP) : attempt.expires;
    // A backend that never comes to an end must not keep the customer for ever; what came of the code is unknown.
    const code = state.phase === 'exchanging' ? 'outcome_unknown' : 'attempt_expired';
    return Promise.race([work(state, attempt, signal, send), expiry(end, code, attempt.id, signal)]);
  };
}

/** What the URL means with which Wise sent the customer back. Throws a LinkError. */
export function read(letter: URL, { state, url, id, config }: Attempt, via: Via, road: Road): FlowEvent {
  const callback = readCallback(letter, state, new URL(url).origin);
  if (!callback) return { phase: 'idle', left: 'declined' };
  // One attempt takes one letter: wherever it is taken twice, in a duplicated tab say, the key tells that it is the same.
  return handover({ state, ...callback, source: via, redirectUri: config.redirectUri }, road, id);
}

/** The event of a payload that is to be handed over, under a key of its own. */
export const handover = (payload: ExchangePayload, road?: Road, key: string = crypto.randomUUID()): FlowEvent => ({
  phase: 'exchanging',
  request: { key, payload },
  ...(road && { road }),
});

/**
 * Besides an answer and the customer only the end of its time ends an attempt. It is looked at in short steps, since a
 * timer sleeps with the machine; and a letter that came while the page was frozen goes first.
 */
async function expiry(expires: number, code: ErrorCode, correlationId: string, signal: AbortSignal): Promise<never> {
  while (Date.now() < expires) await after(Math.min(expires - Date.now(), STEP), signal);
  // A timer that came late has slept, and letters may lie there again.
  for (let due = 0; due < Date.now(); ) {
    due = Date.now() + 2 * STEP;
    await after(STEP, signal);
  }
  throw new LinkError(code, { correlationId });
}

const STEP = 500;
