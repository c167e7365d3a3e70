import { isRequest, type Attempt } from '../attempt/attempt.js';
import { findResumable } from '../attempt/resumable.js';
import { removeStoredAttempt } from '../attempt/stored-attempts.js';
import { askCustomer } from '../backend/status.js';
import type { Config, Mode } from '../config.js';
import type { RequestHeaders } from '../contract.js';
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import type { Transport, State } from '../flow/state.js';
import type { Flow } from '../launch/choose-flow.js';
import { deliver } from '../launch/callback-channel.js';
import { after } from '../timer.js';

/** The controller, as resuming needs it. */
export interface Resumable {
  readonly host: { headers(): RequestHeaders | undefined; redraw(): void };
  readonly state: State;
  readonly config: Config | undefined;
  readonly signal: AbortSignal;
  readonly currentAttempt: Attempt | undefined;
  readonly isPresent: boolean;
  isAsking: boolean;
  subject: string;
  send(event: FlowEvent): void;
  start(mode?: Mode): void;
  chosenFlow(): Flow;
  adoptAttempt(attempt: Attempt, windowName: string): void;
  swap(owner: Resumable): void;
  release(): void;
  handleCallback(url: string, transport: Transport): boolean;
}

/** The controllers of the page, as resuming needs them. */
interface Others {
  readonly areIdle: boolean;
  ownerOf(state: string): Resumable | undefined;
}

/** Resumes the attempt that an earlier page of this tab, or a removed element, has stored. If there is none, requests the status. */
export function resume(controller: Resumable, config: Config, all: Others): Promise<void> | void {
  const found = findResumable((state, url) => isRequest(url, config, state), config.redirectUri);
  if (!found) return startAnew(controller, config);
  const { state, letter: response = '', phase, page, returnTo, id = '', url = '', attemptId = '', name = '', transport } = found;
  const expires = Number(found.expires);
  if (!expires) void passOn(controller, state, response, all);
  const owner = all.ownerOf(state);
  if (!expires || owner?.isPresent) return startAnew(controller, config);
  if (owner && !page) {
    controller.swap(owner);
    owner.handleCallback(response, transport);
    return;
  }
  owner?.release(); // another page has used it since, so the state of this page is stale
  const isExpired = expires < Date.now();
  if (isExpired && !response) return removeStoredAttempt(state);
  controller.adoptAttempt({ config, state, url, id, attemptId, expires }, name);
  if (response && !isExpired && controller.handleCallback(response, transport)) return;
  const fail = (code: 'attempt_expired' | 'outcome_unknown'): void => controller.send({ type: 'failed', error: new LinkError(code, { correlationId: id }) });
  if (isExpired) fail('attempt_expired');
  else if (phase === 'authorizing') controller.send({ type: 'resumed', via: returnTo ? 'redirect' : 'popup' });
  else if (phase === 'awaiting-code' || phase === 'requesting-email') controller.send({ type: 'code-expected' });
  // The page closed during the exchange: the backend knows the outcome.
  else if (attemptId && config.statusUrl) controller.send({ type: 'grant-submitted' });
  else fail('outcome_unknown');
}

/** Asks the backend whether the customer is linked already. Then starts the flow if it begins with the code field. */
async function startAnew(controller: Resumable, { statusUrl }: Config): Promise<void> {
  const { state, signal } = controller;
  if (statusUrl) {
    controller.isAsking = true;
    const found = await askCustomer(statusUrl, { extra: controller.host.headers(), correlationId: crypto.randomUUID(), signal }).catch(() => undefined);
    controller.isAsking = false;
    controller.host.redraw();
    controller.subject = found?.subject ?? '';
    if (state !== controller.state || signal.aborted) return;
    if (found?.event) controller.send(found.event);
    if (state !== controller.state) return;
  }
  if (controller.chosenFlow() === 'code') controller.start();
}

/** Delivers a response to another window that may be waiting for it. */
async function passOn(controller: Resumable, state: string, response: string, all: Others): Promise<void> {
  const leaving = new AbortController();
  void after(60_000, leaving.signal).then(() => leaving.abort());
  const { state: before } = controller;
  // If no window takes it, resumes an attempt of this tab. Not before, as its record may be a copy from the waiting page.
  // The attributes may have changed since.
  void after(3000, leaving.signal).then(() => before === controller.state && controller.config && resume(controller, controller.config, all));
  await deliver(state, response, leaving);
  if (all.areIdle) window.close(); // else the customer has started again in this window
}
