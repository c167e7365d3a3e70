import { cooldownLeft } from '../backend/email-cooldown.js';
import type { Config, Mode } from '../config.js';
import type { Transport } from '../flow/state.js';
import { isResponseTo } from '../oauth/redirect-uri.js';
import { readUrl } from '../read-url.js';
import { Controllers } from './controllers.js';
import { confirmation, eventOf, isSubmitted, responseEvent, typedGrant } from './grants.js';
import { Outcomes } from './outcomes.js';
import { Presence } from './presence.js';
import { resume, type Resumable } from './resume.js';

/** The controllers of all elements of the page. */
const controllers = new Controllers<Controller>();

/**
 * Carries out what the customer and the page ask of one element. If an element is removed while another one is present, the two
 * swap their controllers, so that the attempt goes on without interruption.
 */
export class Controller extends Presence<Controller> implements Resumable {
  readonly outcomes = new Outcomes();
  /** Whether the authorization request is known. */
  get hasUrl(): boolean {
    return !!this.currentAttempt;
  }

  /** The seconds until another email can be requested, while a code is awaited. */
  get cooldownSeconds(): number {
    return this.state.phase === 'awaiting-code' ? cooldownLeft(this.clientKey) : 0;
  }

  /** When the attempt ends, in milliseconds since 1970. */
  get expires(): number | undefined {
    return this.currentAttempt?.expires;
  }

  /** The link to copy: the authorization request if the browser blocked the window, else this page. */
  get url(): string {
    return this.currentAttempt && this.atWise?.window === 'blocked' ? this.currentAttempt.url : location.href;
  }

  override resume(): void {
    controllers.add(this);
    super.resume();
  }

  protected override begin(config: Config): void {
    void resume(this, config, controllers);
  }

  fits(other: Controller): boolean {
    return other.clientKey === this.clientKey && other.config?.redirectUri === this.config?.redirectUri;
  }

  /** Called when the element is removed. Another element of the same client continues the attempt, or it pauses. */
  override pause(): void {
    const next = controllers.successorOf(this);
    if (next && this.isLive) return next.swap(this);
    super.pause();
  }

  /** Moves the other controller to this one's element, and this one to the removed element. */
  swap(other: Controller): void {
    [this.host, other.host] = [other.host, this.host];
    this.host.attach(this);
    other.host.attach(other);
    other.nextConfig = this.nextConfig; // for a start that is pending
    if (other.currentAttempt && this.nextConfig) other.currentAttempt.config = this.nextConfig; // its `exchange` function is this element's
    this.pause();
    other.host.changed(other.state, this.state);
    // Whether an email that was being requested has been sent is unknown.
    if (other.state.phase === 'requesting-email' && other.signal.aborted) other.send({ type: 'code-expected' });
    other.resume();
  }

  /** Starts an attempt, or focuses the Wise window. */
  start(mode?: Mode): void {
    if (this.state.phase === 'failed') this.cancel(); // drops a code that could be submitted again
    this.configure(); // attributes that were set in this task apply
    if (!this.config) return;
    const flow = this.chosenFlow(mode);
    // A window that cannot be focused is opened again.
    if (flow === 'popup' && this.atWise?.window === 'open' && this.focusWindow()) return;
    if (flow === 'email' && this.cooldownSeconds) return;
    if (flow === 'email') this.send({ type: 'email-requested' });
    else if (flow === 'code') this.send({ type: 'code-expected' });
    else this.send({ type: 'launched', via: flow });
  }

  focusWindow(): boolean {
    return this.wiseWindow.focus();
  }

  cancel(): void {
    this.answer(false);
    this.send({ type: 'cancelled' });
  }

  reset(): void {
    this.cancel();
    if (!this.currentAttempt) this.send({ type: 'reset' });
  }

  /** Sends the same code again. */
  retry(): void {
    const { state } = this;
    if (state.phase === 'failed' && state.request) this.send({ type: 'grant-submitted', request: state.request });
  }

  /** Answers "is this you?". */
  answer(confirm: boolean): void {
    const { state } = this;
    if (state.phase === 'confirming') this.send(confirmation(state.attemptId, confirm));
  }

  submitCode(text: string): void {
    const { state } = this;
    if (state.phase !== 'awaiting-code') return;
    // The backend may not have started the attempt yet.
    if (!this.currentAttempt && this.starting) {
      this.send({ type: 'code-queued' });
      void this.starting.then(() => this.submitCode(text), () => {});
    } else this.send(eventOf(() => typedGrant(text, this.ensureAttempt(), state.refused)));
  }

  handleCallback(url: string, transport: Transport = 'callback'): boolean {
    const response = readUrl(String(url)); // a script may pass anything
    const { currentAttempt: attempt } = this;
    // Refused once a code was submitted, as a second one would replace it; and outside the document, where nothing would
    // process it. The caller keeps the URL.
    if (!this.isPresent || !attempt || isSubmitted(this.state)) return false;
    if (!response || !isResponseTo(response, attempt)) return false;
    this.send(eventOf(() => responseEvent(response, attempt, transport)));
    return true;
  }
}
