/** Submits a grant to the partner's backend, and repeats calls until the outcome is known. */
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import { after, now } from '../timer.js';
import { isCall, nextStep, type History, type Meaning } from './next-step.js';
import { readAnswer, readProblem } from './response.js';

/** How a grant is submitted. */
export interface Submission {
  /** Submits it, each time with the same key and body. Resolves with the response, not validated. Undefined if another page has the code. */
  submit: (() => Promise<unknown>) | undefined;
  /** Requests the status. */
  status: () => Promise<Meaning>;
  /** Whether it may be submitted only once: an `exchange` function may not be idempotent. */
  isOnce: boolean;
  correlationId: string;
  /** Reports whether it waits for the browser to be online. */
  offline: (isOffline: boolean) => void;
}

/** The number of tries. */
const TRIES = 5;

/** Resolves with the event that ends it. Rejects with a LinkError, and when `signal` aborts. */
export async function submitGrant({ submit, status, isOnce, correlationId, offline }: Submission, signal: AbortSignal): Promise<FlowEvent> {
  const start = now();
  const tries = submit && isOnce ? 1 : TRIES;
  let history: History = { canSubmit: !!submit, isStatus: !submit, correlationId, tries, pause: 0.5, isRepeated: false, cause: undefined };
  for (;;) {
    signal.throwIfAborted(); // the attempt may have ended during the last call
    if (!navigator.onLine) {
      offline(true);
      await online(signal);
      offline(false);
    }
    let outcome: Meaning | LinkError;
    try {
      outcome = submit && !history.isStatus ? readAnswer(await submit()) : await status();
    } catch (cause) {
      outcome = cause instanceof LinkError ? cause : readProblem(cause, 500, correlationId);
    }
    const step = nextStep(history, outcome, { elapsed: (now() - start) / 1000, isOnline: navigator.onLine, random: random() });
    if (step instanceof LinkError) throw step;
    if (!isCall(step)) return step;
    history = { ...history, ...step };
    if (step.wait) await after(step.wait * 1000, signal);
  }
}

/** A page in the back/forward cache gets no `online` event: it checks when it is shown again. */
async function online(signal: AbortSignal): Promise<void> {
  while (!navigator.onLine) {
    await new Promise((resolve) => {
      for (const type of ['online', 'pageshow']) addEventListener(type, resolve, { once: true, signal });
    });
  }
}

/** Jitter, from 0 to 1: after an outage, clients must not all retry at once. */
const random = (): number => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255;
