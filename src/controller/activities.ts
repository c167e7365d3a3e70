import type { RequestHeaders } from '../contract.js';
import { asLinkError, LinkError } from '../errors.js';
import type { Activity } from '../flow/session.js';
import type { FlowEvent, Send } from '../flow/event.js';
import { isOver, type State, type Via } from '../flow/state.js';
import { awaitResponse } from '../launch/await-response.js';
import type { Launcher } from '../launch/launcher.js';
import { LIFETIME, type Attempt } from '../attempt/attempt.js';
import { call } from '../backend/call.js';
import { submitGrant } from '../backend/submit-grant.js';
import { ownNumber, ownWords } from '../own-property.js';
import { askStatus, askTime } from '../backend/status.js';
import { after, now } from '../timer.js';
import { isSubmitted, responseEvent } from './grants.js';

/** What the activities need from the controller. */
export interface ActivityContext {
  host: {
    headers(): RequestHeaders | undefined;
    /** Draws again: the time left has changed. */
    redraw(): void;
  };
  /** The current attempt. If there is none, starts one, or has the backend start it if `start-url` is set. */
  prepare(state: State, signal: AbortSignal): Attempt | Promise<Attempt>;
  launch(via: Via, ...way: Parameters<Launcher>): ReturnType<Launcher>;
  /** Blocks requests for another email for so many seconds. */
  pauseEmails(seconds: number | undefined): void;
  /** Makes the attempt end so many seconds from now. */
  extendAttempt(attempt: Attempt, seconds: number): void;
  /** Called when the page comes out of the back/forward cache. */
  pageRestored(): void;
}

/** The least time for the steps after a code was submitted, in milliseconds, even at the end of the attempt. */
const LAST_STEP = 60_000;

/** Runs the activity of a phase with the current attempt. */
export async function activity(context: ActivityContext, ...[state, signal, send]: Parameters<Activity>): Promise<FlowEvent> {
  if (isOver(state)) return waitForCustomer();
  const prepared = context.prepare(state, signal);
  // No `await` for an attempt that exists: its window must open in the task of the click.
  const attempt = prepared instanceof Promise ? await prepared : prepared;
  addEventListener('pageshow', ({ persisted }) => persisted && context.pageRestored(), { signal });
  return Promise.race([runPhase(context, state, attempt, signal, send), failAtExpiry(context, state, attempt, signal, send)]);
}

/** Waits for the customer to act. */
const waitForCustomer = (): Promise<never> => new Promise(() => {});

async function runPhase(context: ActivityContext, state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<FlowEvent> {
  const { config, id, attemptId } = attempt;
  const ours = { extra: context.host.headers(), correlationId: id, signal };
  switch (state.phase) {
    case 'authorizing': {
      const { via, window } = state;
      // Wise first: nothing answers before this task ends.
      const launched = context.launch(via, attempt, signal, (seen) => send({ type: 'window-changed', window: seen }), window === 'open');
      const received = awaitResponse(attempt, signal);
      await launched;
      const { response, transport } = await received;
      return responseEvent(response, attempt, transport);
    }
    case 'requesting-email': {
      const answer = await call({ ...ours, url: config.emailUrl, body: attemptId ? { attemptId } : {}, key: crypto.randomUUID() }).catch((cause: unknown) => {
        context.pauseEmails(asLinkError(cause).retryAfter);
        throw cause;
      });
      context.pauseEmails(ownNumber(answer, 'resendAfterSeconds'));
      // A new code is valid for half an hour. The backend sets the lifetime of attempts that it started.
      context.extendAttempt(attempt, ownNumber(answer, 'ttlSeconds') ?? (attemptId ? 0 : Infinity));
      return { type: 'email-sent', sentTo: ownWords(answer, 'sentTo') };
    }
    case 'exchanging': {
      const { request } = state;
      const submit = request && (() =>
        config.exchange
          ? config.exchange(request.payload, { signal })
          : call({ ...ours, url: config.exchangeUrl, body: request.payload, key: request.key }));
      const status = (): ReturnType<typeof askStatus> => askStatus(attemptId && config.statusUrl, attemptId, ours);
      const offline = (isOffline: boolean): void => send({ type: 'connection-changed', isOffline });
      return submitGrant({ submit, status, isOnce: !!config.exchange, correlationId: id, offline }, signal);
    }
  }
  return waitForCustomer();
}

/** Rejects when the attempt expires. Asks the backend first: it may have extended the attempt. */
async function failAtExpiry(context: ActivityContext, state: State, attempt: Attempt, signal: AbortSignal, send: Send): Promise<never> {
  const { config, id: correlationId, attemptId } = attempt;
  const isLast = isSubmitted(state);
  const last = isLast ? now() + LAST_STEP : 0;
  let reported = state.phase === 'awaiting-code' ? state.minutes : undefined;
  const remaining = (): number => {
    // `expires` uses the wall clock, which other pages share, and which may have been set back since. Here the monotonic clock applies, as nobody can set it.
    if (state.phase !== 'awaiting-code') return Math.max((attempt.ends ??= now() + Math.min(attempt.expires - Date.now(), LIFETIME)), last) - now();
    // The time to enter a code also passes while the machine sleeps, so the wall clock applies.
    const untilExpiry = attempt.expires - Date.now();
    if (untilExpiry > 31 * MINUTE) context.extendAttempt(attempt, Infinity); // the clock was set back
    const minutes = untilExpiry > 5 * MINUTE ? undefined : untilExpiry > MINUTE ? 5 : 1;
    if (minutes !== reported && untilExpiry > 0) send({ type: 'time-passed', minutes: (reported = minutes) });
    context.host.redraw();
    return Math.min(untilExpiry, STEP);
  };
  for (let extension = 1; extension; ) {
    await waitUntilExpired(remaining, signal);
    extension = isLast ? 0 : await askTime(attemptId && config.statusUrl, attemptId, { extra: context.host.headers(), correlationId, signal }).catch(() => 0);
    if (extension) context.extendAttempt(attempt, extension);
  }
  // An exchange that never ends must not block the customer. The outcome of the code is unknown.
  throw new LinkError(state.phase === 'exchanging' ? 'outcome_unknown' : 'attempt_expired', { correlationId });
}

/** Resolves when the time is over. A response that arrived while the page was frozen is read first. */
async function waitUntilExpired(remaining: () => number, signal: AbortSignal): Promise<void> {
  for (let wait: number; (wait = remaining()) > 0; ) await after(wait, signal);
  // A late timer means that the page was frozen: responses may be queued.
  for (let due = 0; due < now(); ) {
    due = now() + 2 * STEP;
    await after(STEP, signal);
  }
}

const STEP = 500;
const MINUTE = 60_000;
