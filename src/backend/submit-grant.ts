import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/state.js';
import { after, now } from '../timer.js';
import { readAnswer, readProblem } from './response.js';

/** What an answer means: an event, seconds to wait before the same is asked again, or nothing that is known. */
export type Meaning = FlowEvent | number | undefined;

/** How one code is handed over. */
export interface HandOver {
  /** Hands it over, each time with the same key and body. Resolves to the answer, unread. Undefined if another page has. */
  hand: (() => Promise<unknown>) | undefined;
  /** Asks what came of it. */
  ask: () => Promise<Meaning>;
  /** Whether it may be handed over once only, whatever is heard of it. */
  isOnce: boolean;
  correlationId: string;
  /** Tells whether it waits for the browser to be online. */
  offline: (isOffline: boolean) => void;
}

/** How often and for how long it is tried without the customer, in milliseconds, and the longest pause between, in seconds. */
const MOST = 5;
const PATIENCE = 60_000;
const LONGEST = 120;

/** Hands over, until it is known what came of it. Throws a LinkError. */
export async function exchange(handOver: HandOver, signal: AbortSignal): Promise<FlowEvent> {
  const { hand, ask, isOnce, correlationId, offline } = handOver;
  let tries = hand && isOnce ? 1 : MOST;
  let isSilent = false;
  const last = now() + PATIENCE;
  for (let pause = 0.5; ; ) {
    signal.throwIfAborted(); // while the last answer came, the time has ended, say
    if (!navigator.onLine) {
      offline(true);
      await online(signal);
      offline(false);
    }
    let meaning: Meaning;
    let error: LinkError | undefined;
    // Who can only ask does not ask for ever: perhaps the backend waits for the code that this page has not got.
    let isLimited = !hand;
    try {
      // A 2xx that says nothing: what became of the code is asked, and then the same is handed over once more.
      meaning = hand ? (readAnswer(await hand()) ?? (await ask().catch(() => undefined))) : await ask();
      if (!meaning && hand && !isSilent && --tries) {
        isSilent = true;
        continue;
      }
    } catch (cause) {
      error = cause instanceof LinkError ? cause : readProblem(cause, 500, correlationId);
      // The same request is under way already: its answer is ours, once it is there.
      if (error.code === 'exchange_in_progress') meaning = Math.max(1, error.retryAfter ?? 1);
      // By this very attempt, perhaps, on another page.
      else if (error.code === 'code_already_used') meaning = await ask().catch(() => undefined);
      // What the customer has to do, or to wait for, is said at once.
      else if (error.retryable && !/^(misconfigured|session_required|too_many_attempts)$/.test(error.code) && --tries) {
        meaning = error.retryAfter ?? jitter(pause);
        pause *= 2;
        isLimited ||= navigator.onLine;
      }
    }
    if (typeof meaning === 'object') return meaning;
    if (meaning === undefined || (isLimited && now() + meaning * 1000 > last)) {
      throw error ?? new LinkError('outcome_unknown', { correlationId });
    }
    await after(Math.min(meaning, LONGEST) * 1000, signal);
  }
}

/** A page that was in the back/forward cache meanwhile has not been told: it looks when it is back. */
async function online(signal: AbortSignal): Promise<void> {
  while (!navigator.onLine) {
    await new Promise((resolve) => {
      for (const type of ['online', 'pageshow']) addEventListener(type, resolve, { once: true, signal });
    });
  }
}

/** So that customers who were cut off together do not come back together. */
const jitter = (most: number): number => (most * (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)) / 255;
