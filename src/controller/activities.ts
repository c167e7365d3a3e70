import type { ExchangePayload, RequestHeaders } from '../contract.js';
import { asLinkError, LinkError } from '../errors.js';
import type { Activity } from '../flow/session.js';
import type { Details, FlowEvent, Transport, Send, State, Via } from '../flow/state.js';
import { isOver } from '../flow/transition.js';
import { awaitResponse } from '../launch/await-response.js';
import type { Launcher } from '../launch/launcher.js';
import type { Attempt } from '../attempt/attempt.js';
import { call } from '../backend/call.js';
import { submitGrant } from '../backend/submit-grant.js';
import { ownNumber, ownWords } from '../own-property.js';
import { readCallback } from '../oauth/authorization-response.js';
import { askStatus, askTime } from '../backend/status.js';
import { after, now } from '../timer.js';

/** What the phases work with. */
export interface ActivityContext {
  host: {
    headers(): RequestHeaders | undefined;
    /** Draws again: the time that is left has changed. */
    redraw(): void;
  };
  /** The attempt under way; if there is none, it begins, here or, where that is the backend's, there. */
  prepare(state: State, signal: AbortSignal): Attempt | Promise<Attempt>;
  launch(via: Via, ...way: Parameters<Launcher>): ReturnType<Launcher>;
  /** No e-mail can be asked for, for so many seconds. */
  pauseEmails(seconds: number | undefined): void;
  /** The attempt lasts so many seconds from now. */
  extendAttempt(attempt: Attempt, seconds: number): void;
  /** The page has come out of the back/forward cache. */
  pageRestored(): void;
}

/** How long there is at least, in milliseconds, for what follows on a code that was handed over at the very end. */
const LAST_STEP = 60_000;

/** Whether a code has been handed over in a state, or its link is known. */
export const isSubmitted = (state: State): boolean => 'request' in state || 'link' in state;

/** What each phase does, with the attempt that is under way at that moment. */
export async function activity(context: ActivityContext, ...[state, signal, send]: Parameters<Activity>): Promise<FlowEvent> {
  if (isOver(state)) return waitForCustomer();
  const prepared = context.prepare(state, signal);
  // The window of an attempt that is there opens in this very task.
  const attempt = prepared instanceof Promise ? await prepared : prepared;
  addEventListener('pageshow', ({ persisted }) => persisted && context.pageRestored(), { signal });
  return Promise.race([runPhase(context, state, attempt, signal, send), failAtExpiry(context, state, attempt, signal, send)]);
}

/** It is the customer's turn: of itself, nothing happens. */
const waitForCustomer = (): Promise<never> => new Promise(() => {});

async function runPhase(context: ActivityContext, state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<FlowEvent> {
  const { config, id, attemptId } = attempt;
  const ours = { extra: context.host.headers(), correlationId: id, signal };
  switch (state.phase) {
    case 'authorizing': {
      const { via, window } = state;
      const received = awaitResponse(attempt, signal);
      await context.launch(via, attempt, signal, (next) => send({ phase: 'authorizing', via, window: next }), window === 'open');
      const { response, transport } = await received;
      return responseEvent(response, attempt, via, transport);
    }
    case 'requesting-email': {
      const answer = await call({ ...ours, url: config.emailUrl, body: attemptId ? { attemptId } : {}, key: crypto.randomUUID() }).catch((cause: unknown) => {
        context.pauseEmails(asLinkError(cause).retryAfter);
        throw cause;
      });
      context.pauseEmails(ownNumber(answer, 'resendAfterSeconds'));
      // A code that Wise shows from now on is good for half an hour; but whoever has begun the attempt says how long it lasts.
      context.extendAttempt(attempt, ownNumber(answer, 'ttlSeconds') ?? (attemptId ? 0 : Infinity));
      return { phase: 'awaiting-code', sentTo: ownWords(answer, 'sentTo') };
    }
    case 'exchanging': {
      const { request } = state;
      const submit = request && (() =>
        config.exchange
          ? config.exchange(request.payload, { signal })
          : call({ ...ours, url: config.exchangeUrl, body: request.payload, key: request.key }));
      const status = (): ReturnType<typeof askStatus> => askStatus(attemptId && config.statusUrl, attemptId, ours);
      const offline = (isOffline: boolean): void => send({ ...state, isOffline });
      return submitGrant({ submit, status, isOnce: !!config.exchange, correlationId: id, offline }, signal);
    }
  }
  return waitForCustomer();
}

/** Ends with the time of the attempt, of which the backend knows best. */
async function failAtExpiry(context: ActivityContext, state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<never> {
  const { config, id: correlationId, attemptId } = attempt;
  const isLast = isSubmitted(state);
  const last = isLast ? now() + LAST_STEP : 0;
  let { minutes: reported }: Details = state;
  const remaining = (): number => {
    // The end is noted by the clock of the machine, which other pages have too; this page has one that nobody can set.
    if (state.phase !== 'awaiting-code') return Math.max((attempt.ends ??= now() + attempt.expires - Date.now()), last) - now();
    // The time in which a code can be typed goes on while the machine sleeps, and it is said when it runs out.
    const untilExpiry = attempt.expires - Date.now();
    if (untilExpiry > 31 * MINUTE) context.extendAttempt(attempt, Infinity); // the clock has been set back: it lasts no longer for that
    const minutes = untilExpiry > 5 * MINUTE ? undefined : untilExpiry > MINUTE ? 5 : 1;
    if (minutes !== reported && untilExpiry > 0) send({ phase: 'awaiting-code', minutes: (reported = minutes) });
    context.host.redraw();
    return Math.min(untilExpiry, STEP);
  };
  for (let extension = 1; extension; ) {
    await waitUntilExpired(remaining, signal);
    extension = isLast ? 0 : await askTime(attemptId && config.statusUrl, attemptId, { extra: context.host.headers(), correlationId, signal }).catch(() => 0);
    if (extension) context.extendAttempt(attempt, extension);
  }
  // A backend that never comes to an end must not keep the customer for ever; what came of the code is unknown.
  throw new LinkError(state.phase === 'exchanging' ? 'outcome_unknown' : 'attempt_expired', { correlationId });
}

/** What the URL means with which Wise sent the customer back. Throws a LinkError. */
export function responseEvent(response: URL, attempt: Attempt, via: Via, transport: Transport): FlowEvent {
  const callback = readCallback(response, attempt.state, new URL(attempt.url).origin);
  if (!callback) return { phase: 'idle', left: 'declined' };
  // One attempt takes one letter: wherever it is taken twice, in a duplicated tab say, the key tells that it is the same.
  return submissionEvent({ ...grantOf(attempt), ...callback, source: via }, transport, attempt.id);
}

/** What every grant of an attempt has. */
export const grantOf = ({ attemptId, state, config: { redirectUri } }: Attempt): { attemptId?: string; state: string; redirectUri: string } => ({
  ...(attemptId && { attemptId }),
  state,
  redirectUri,
});

/** The event of a payload that is to be handed over, under a key of its own. */
export const submissionEvent = (payload: ExchangePayload, transport?: Transport, key: string = crypto.randomUUID()): FlowEvent => ({
  phase: 'exchanging',
  request: { key, payload },
  ...(transport && { transport }),
});

/** Besides an answer and the customer only the end of its time ends an attempt; and a letter that came while the page was frozen goes first. */
async function waitUntilExpired(remaining: () => number, signal: AbortSignal): Promise<void> {
  for (let wait: number; (wait = remaining()) > 0; ) await after(wait, signal);
  // A timer that came late has slept, and letters may lie there again.
  for (let due = 0; due < now(); ) {
    due = now() + 2 * STEP;
    await after(STEP, signal);
  }
}

const STEP = 500;
const MINUTE = 60_000;
