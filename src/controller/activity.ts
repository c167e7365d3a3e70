import type { ExchangePayload, RequestHeaders } from '../contract.js';
import { asLinkError, LinkError } from '../errors.js';
import type { Activity } from '../flow/session.js';
import type { Details, FlowEvent, Road, Send, State, Via } from '../flow/state.js';
import type { Launcher } from '../launch/launcher.js';
import type { Attempt } from '../attempt/attempt.js';
import { exchange } from '../backend/exchange.js';
import { ownNumber, ownWords } from '../own-property.js';
import { call } from '../backend/call.js';
import { readCallback } from '../oauth/authorization-response.js';
import { askStatus, askTime } from '../backend/status.js';
import { after, now } from '../timer.js';

/** What the phases work with. */
export interface Means {
  headers: () => RequestHeaders | undefined;
  /** The attempt under way; if there is none, it begins. */
  attempt: () => Attempt;
  /** Has the backend begin it, where that is the backend's. Undefined if there is nothing to wait for. */
  prepare: (state: State, signal: AbortSignal) => Promise<void> | undefined;
  launch: (via: Via, isNew: boolean) => Launcher;
  /** No e-mail can be asked for, for so many seconds. */
  cool: (seconds: number | undefined) => unknown;
  /** The attempt lasts so many seconds from now. */
  lasts: (attempt: Attempt, seconds: number) => void;
  /** Time has passed, of which the card may say something. */
  passes: () => void;
  /** The page has come out of the back/forward cache. */
  back: () => void;
}

/** How long there is at least, in milliseconds, for what follows on a code that was handed over at the very end. */
const LAST_STEP = 60_000;

/** Whether nothing is under way in a state. */
export const isOver = (state: State): boolean =>
  state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request);

/** What each phase does, with the attempt that is under way at that moment. */
export function activityOf({ headers, attempt: present, prepare, launch, cool, lasts, passes, back }: Means): Activity {
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
          (answer): FlowEvent => {
            cool(ownNumber(answer, 'resendAfterSeconds'));
            // A code that Wise shows from now on is good for half an hour; but whoever has begun the attempt says how long it lasts.
            lasts(attempt, ownNumber(answer, 'ttlSeconds') ?? (attemptId ? 0 : Infinity));
            return { phase: 'awaiting-code', sentTo: ownWords(answer, 'sentTo') };
          },
          (cause: unknown) => {
            cool(asLinkError(cause).retryAfter);
            throw cause;
          },
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
  /** Ends with the time of the attempt, of which the backend knows best. */
  const ending = async (state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<void> => {
    const { config, id: correlationId, attemptId } = attempt;
    const isHandedOver = 'request' in state || 'link' in state;
    const last = isHandedOver ? now() + LAST_STEP : 0;
    let { minutes: told }: Details = state;
    // The end is noted by the clock of the machine, which other pages have too; this page has one that nobody can set.
    let rest = (): number => Math.max((attempt.ends ??= now() + attempt.expires - Date.now()), last) - now();
    // The time in which a code can be typed goes on while the machine sleeps, and it is said when it runs out.
    if (state.phase === 'awaiting-code') rest = () => {
      const left = attempt.expires - Date.now();
      if (left > 31 * MINUTE) lasts(attempt, Infinity); // the clock has been set back: it lasts no longer for that
      const minutes = left > 5 * MINUTE ? undefined : left > MINUTE ? 5 : 1;
      if (minutes !== told && left > 0) send({ phase: 'awaiting-code', minutes: (told = minutes) });
      passes();
      return Math.min(left, STEP);
    };
    for (let left = 1; left; ) {
      await expiry(rest, signal);
      left = isHandedOver ? 0 : await askTime(config.statusUrl, attemptId, { extra: headers(), correlationId, signal }).catch(() => 0);
      if (left) lasts(attempt, left);
    }
  };
  return (state, signal, send) => {
    if (isOver(state)) return undefined;
    const go = (): Promise<FlowEvent> => {
      const attempt = present();
      addEventListener('pageshow', ({ persisted }) => persisted && back(), { signal });
      // A backend that never comes to an end must not keep the customer for ever; what came of the code is unknown.
      const code = state.phase === 'exchanging' ? 'outcome_unknown' : 'attempt_expired';
      const expired = ending(state, attempt, signal, send).then(() => {
        throw new LinkError(code, { correlationId: attempt.id });
      });
      return Promise.race([work(state, attempt, signal, send), expired]);
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

/** Besides an answer and the customer only the end of its time ends an attempt; and a letter that came while the page was frozen goes first. */
async function expiry(rest: () => number, signal: AbortSignal): Promise<void> {
  for (let left: number; (left = rest()) > 0; ) await after(left, signal);
  // A timer that came late has slept, and letters may lie there again.
  for (let due = 0; due < now(); ) {
    due = now() + 2 * STEP;
    await after(STEP, signal);
  }
}

const STEP = 500;
const MINUTE = 60_000;
