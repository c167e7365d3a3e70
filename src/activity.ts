import type { ExchangePayload } from './contract.js';
import { LinkError, type ErrorCode } from './errors.js';
import type { Activity } from './flow/session.js';
import type { FlowEvent, Road, Send, State, Via } from './flow/state.js';
import type { Launcher } from './launch/launcher.js';
import type { Attempt } from './oauth/attempt.js';
import { exchange } from './oauth/exchange.js';
import { ownWords } from './oauth/own.js';
import { call, type Headers } from './oauth/call.js';
import { readCallback } from './oauth/read-callback.js';
import { askStatus } from './oauth/status.js';
import { after } from './timer.js';

/** What the phases work with. */
export interface Means {
  headers: () => Headers | undefined;
  /** The attempt under way; if there is none, it begins. */
  attempt: () => Attempt;
  /** Has the backend begin it, where that is the backend's. Undefined if there is nothing to wait for. */
  prepare: (state: State, signal: AbortSignal) => Promise<void> | undefined;
  launch: (via: Via, isNew: boolean) => Launcher;
  /** The page has come out of the back/forward cache. */
  back: () => void;
}

/** How long there is at least, in milliseconds, for what follows on a code that was handed over at the very end. */
const LAST_STEP = 60_000;

/** Whether nothing is under way in a state. */
export const isOver = (state: State): boolean =>
  state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request);

/** What each phase does, with the attempt that is under way at that moment. */
export function activityOf({ headers, attempt: present, prepare, launch, back }: Means): Activity {
  const work = (state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<FlowEvent> => {
    const { config, id, attemptId } = attempt;
    const ours = { extra: headers(), correlationId: id, signal };
    switch (state.phase) {
      case 'authorizing': {
        const { via, window } = state;
        const isNew = window === 'open';
        const arrival = launch(via, isNew)(attempt, signal, (next) => send({ phase: 'authorizing', via, window: next }), isNew);
        return arrival.then(({ letter, road }) => read(letter, attempt, via, road));
      }
      case 'requesting-email':
        return call({ ...ours, url: config.emailUrl, body: attemptId ? { attemptId } : {}, key: crypto.randomUUID() }).then(
          (answer) => ({ phase: 'awaiting-code', sentTo: ownWords(answer, 'sentTo') }),
        );
      case 'exchanging': {
        const { request } = state;
        const ask = (): ReturnType<typeof askStatus> => askStatus(attemptId && config.statusUrl, attemptId, ours);
        const hand = request && (() =>
          config.exchange
            ? config.exchange(request.payload, { signal })
            : call({ ...ours, url: config.exchangeUrl, body: request.payload, key: request.key }));
        // What a function of the partner's own does a second time, nobody here knows.
        const isOurs = !request || !config.exchange;
        return exchange(
          {
            hand,
            ask,
            tries: isOurs ? 5 : 1,
            replays: request && isOurs ? 1 : 0,
            correlationId: id,
            offline: (isOffline) => send({ ...state, isOffline }),
          },
          signal,
        );
      }
    }
    return new Promise(() => {}); // the customer's turn
  };
  return (state, signal, send) => {
    if (isOver(state)) return undefined;
    const go = (): Promise<FlowEvent> => {
      const attempt = present();
      addEventListener('pageshow', ({ persisted }) => persisted && back(), { signal });
      const isHandedOver = 'request' in state || 'link' in state;
      const end = isHandedOver ? Math.max(attempt.expires, Date.now() + LAST_STEP) : attempt.expires;
      // A backend that never comes to an end must not keep the customer for ever; what came of the code is unknown.
      const code = state.phase === 'exchanging' ? 'outcome_unknown' : 'attempt_expired';
      return Promise.race([work(state, attempt, signal, send), expiry(end, code, attempt.id, signal)]);
    };
    const ready = prepare(state, signal);
    // The window of an attempt that is there opens in this very task.
    return ready ? ready.then(go) : go();
  };
}

/** What the URL means with which Wise sent the customer back. Throws a LinkError. */
export function read(letter: URL, attempt: Attempt, via: Via, road: Road): FlowEvent {
  const callback = readCallback(letter, attempt.state, new URL(attempt.url).origin);
  if (!callback) return { phase: 'idle', left: 'declined' };
  // One attempt takes one letter: wherever it is taken twice, in a duplicated tab say, the key tells that it is the same.
  return handover({ ...grantOf(attempt), ...callback, source: via }, road, attempt.id);
}

/** What every grant of an attempt has. */
export const grantOf = ({ attemptId, state, config: { redirectUri } }: Attempt): { attemptId?: string; state: string; redirectUri: string } => ({
  ...(attemptId && { attemptId }),
  state,
  redirectUri,
});

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
