import { isRequest, type Attempt } from '../attempt/attempt.js';
import { findResumable } from '../attempt/resumable.js';
import { removeStoredAttempt } from '../attempt/stored-attempts.js';
import { askStatus } from '../backend/status.js';
import type { Config, Mode } from '../config.js';
import type { RequestHeaders } from '../contract.js';
import { LinkError } from '../errors.js';
import type { Details, FlowEvent, Transport, State } from '../flow/state.js';
import type { Flow } from '../launch/choose-flow.js';
import { deliver } from '../launch/callback-channel.js';
import { after } from '../timer.js';

/** What is resumed: a controller. */
export interface Resumable {
  readonly host: { headers(): RequestHeaders | undefined };
  readonly state: State;
  readonly signal: AbortSignal;
  readonly attempt: Attempt | undefined;
  readonly isPresent: boolean;
  subject: string;
  send(event: FlowEvent): void;
  start(mode?: Mode): void;
  chosenFlow(): Flow;
  adopt(attempt: Attempt, windowName: string): void;
  ownerOf(state: string): Resumable | undefined;
  swap(owner: Resumable): void;
  release(): void;
  handleCallback(url: string, transport: Transport): boolean;
  setAsking(isAsking: boolean): void;
}

/** Resumes the attempt that an earlier page of this tab, or an element that has left, has stored. Without one, starts anew. */
export function resume(controller: Resumable, config: Config): Promise<void> | void {
  const found = findResumable((state, url) => isRequest(url, config, state), config.redirectUri);
  if (!found) return startAnew(controller, config);
  const { state, letter: response = '', phase, page, returnTo, id = '', url = '', attemptId = '', name = '', transport } = found;
  const expires = Number(found.expires);
  if (!expires) void passOn(controller, state, response, config);
  const owner = controller.ownerOf(state);
  if (!expires || owner?.isPresent) return startAnew(controller, config);
  if (owner && !page) {
    controller.swap(owner);
    owner.handleCallback(response, transport);
    return;
  }
  owner?.release(); // another page has had it since: what this page knows is out of date
  const isExpired = expires < Date.now();
  if (isExpired && !response) return removeStoredAttempt(state);
  controller.adopt({ config, state, url, id, attemptId, expires }, name);
  if (response && !isExpired && controller.handleCallback(response, transport)) return;
  const fail = (code: 'attempt_expired' | 'outcome_unknown'): void => controller.send({ phase: 'failed', error: new LinkError(code, { correlationId: id }) });
  if (isExpired) fail('attempt_expired');
  else if (phase === 'authorizing') controller.send({ phase, via: returnTo ? 'redirect' : 'popup', window: 'gone' });
  else if (phase === 'awaiting-code' || phase === 'requesting-email') controller.send({ phase: 'awaiting-code' });
  // The page was left while its backend had the code: the backend is asked, if it can be.
  else if (attemptId && config.statusUrl) controller.send({ phase: 'exchanging' });
  else fail('outcome_unknown');
}

/** Asks the backend whether the customer has a link already. The email flow may then start with the code field. */
async function startAnew(controller: Resumable, { statusUrl }: Config): Promise<void> {
  const { state, signal } = controller;
  if (statusUrl) {
    controller.setAsking(true);
    const answer = await askStatus(statusUrl, '', { extra: controller.host.headers(), correlationId: crypto.randomUUID(), signal }).catch(() => undefined);
    controller.setAsking(false);
    const before = typeof answer === 'object' ? answer : undefined;
    controller.subject = (before as Details | undefined)?.subject ?? '';
    if (state !== controller.state || signal.aborted) return;
    if (before?.phase === 'linked') controller.send({ ...before, transport: 'before' });
    else if (before?.phase === 'idle' && before.hasEnded) controller.send(before);
    if (state !== controller.state) return;
  }
  if (controller.chosenFlow() === 'code') controller.start();
}

/** Passes a response to another window that may be waiting for it. */
async function passOn(controller: Resumable, state: string, response: string, config: Config): Promise<void> {
  const leaving = new AbortController();
  void after(60_000, leaving.signal).then(() => leaving.abort());
  const { state: before } = controller;
  // If nobody takes it, an attempt of this tab is resumed: its record may be a copy of the one of the page that waits.
  void after(3000, leaving.signal).then(() => before === controller.state && resume(controller, config));
  await deliver(state, response, leaving);
  if (!controller.attempt) window.close(); // else the customer has started again in this window
}
