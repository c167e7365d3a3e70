import { newAttempt, type Attempt } from '../attempt/attempt.js';
import { listenToTabs, notifyTabs } from '../attempt/cross-tab.js';
import { OwnedAttempt } from '../attempt/owned-attempt.js';
import { PrefetchedStart } from '../attempt/prefetched-start.js';
import { readStart } from '../attempt/start-response.js';
import { call } from '../backend/call.js';
import { startCooldown, cooldownLeft } from '../backend/email-cooldown.js';
import { isLinked, readAnswer } from '../backend/response.js';
import type { Config, Mode } from '../config.js';
import type { Link } from '../contract.js';
import { asLinkError, LinkError } from '../errors.js';
import { Session, type Activity } from '../flow/session.js';
import type { FlowEvent } from '../flow/event.js';
import { isOver, type Authorizing, type State, type Transport, type Via, type WindowHint } from '../flow/state.js';
import { chooseFlow, thisDevice, type Flow } from '../launch/choose-flow.js';
import type { Launcher } from '../launch/launcher.js';
import { Popup } from '../launch/popup.js';
import { redirect } from '../launch/redirect.js';
import { isResponseTo } from '../oauth/redirect-uri.js';
import { readTypedCode } from '../oauth/typed-code.js';
import { readUrl } from '../read-url.js';
import { activity, grantOf, isSubmitted, responseEvent, submissionEvent, type ActivityContext } from './activities.js';
import type { Host } from './host.js';
import { resume, type Resumable } from './resume.js';
import { WeakList } from './weak-list.js';

/** A promise of `open()` that has not settled. */
interface Waiting {
  resolve: (link: Link) => void;
  reject: (reason: unknown) => void;
}

/** The controllers of all elements of this page, also of removed elements. */
const controllers = new WeakList<Controller>();

/**
 * Runs the attempts of one element. If an element is removed while another one is present, the two swap their controllers, so
 * that the attempt goes on without interruption.
 */
export class Controller extends Session implements ActivityContext, Resumable {
  readonly waiting: Waiting[] = [];
  /** The element. */
  host: Host<Controller>;
  /** The backend's identifier of the logged-in customer; empty if it sent none. */
  subject = '';
  /** Whether the backend is being asked for the status, before anything has started. */
  isAsking = false;
  readonly #popup = new Popup();
  readonly #owned = new OwnedAttempt();
  readonly #starts = new PrefetchedStart((config) => this.#requestStart(config));
  /** The config from the attributes; undefined while one of them is wrong. */
  #config: Config | undefined;
  #pending: Promise<Attempt> | undefined;
  #hasResumed = false;
  #present = new AbortController();

  constructor(host: Host<Controller>) {
    super();
    this.host = host;
    this.#present.abort();
  }

  get currentAttempt(): Attempt | undefined {
    return this.#owned.current;
  }

  /** Aborted when the element leaves the document. */
  get signal(): AbortSignal {
    return this.#present.signal;
  }

  /** Whether the element is in the document. */
  get isPresent(): boolean {
    return this.host.isConnected();
  }

  /** Whether an attempt is under way. Until it ends, its own config applies. */
  get isLive(): boolean {
    return !isOver(this.state);
  }

  get config(): Config | undefined {
    return this.currentAttempt?.config ?? this.#config;
  }

  /** Whether the authorization request is known. */
  get hasUrl(): boolean {
    return !!this.currentAttempt;
  }

  /** The seconds until another email can be requested, while a code is awaited. */
  get cooldownSeconds(): number {
    return this.state.phase === 'awaiting-code' ? cooldownLeft(this.#client) : 0;
  }

  /** When the attempt ends, in milliseconds since 1970. */
  get expires(): number | undefined {
    return this.currentAttempt?.expires;
  }

  /** The link to copy: the authorization request if the browser blocked the window, else this page. */
  get url(): string {
    return this.currentAttempt && this.#authorizing?.window === 'blocked' ? this.currentAttempt.url : location.href;
  }

  /** The controller on this page that owns the attempt. */
  ownerOf(state: string): Controller | undefined {
    return controllers.all.find(({ currentAttempt: attempt }) => attempt?.state === state);
  }

  /** Reads the attributes for the next attempt. The first time after the element was added, resumes a stored attempt. */
  configure(): void {
    if (this.isLive) return;
    const { state } = this;
    // An error in the attributes.
    const error = !this.#config && state.phase === 'failed' ? state.error : undefined;
    try {
      this.#config = this.host.configure();
      if (error) this.reset();
      if (this.#hasResumed) return;
      this.#hasResumed = true;
      void resume(this, this.#config);
    } catch (cause) {
      this.#config = undefined;
      const found = asLinkError(cause);
      if (error?.message !== found.message) this.send({ type: 'failed', error: found });
    }
  }

  /** Called when the element is added to the document. Continues a paused attempt. */
  override resume(): void {
    if (!this.signal.aborted) return;
    this.#present = new AbortController();
    controllers.add(this);
    listenToTabs(() => this.#client, (text) => this.#linkedElsewhere(text), this.signal);
    // While paused, nothing checked whether the window is still open.
    this.leftForWise('open');
    super.resume();
    this.#store();
  }

  /** Called when the element is removed. Another element of the same client continues the attempt, or it pauses. */
  override pause(): void {
    const next = controllers.all.findLast(
      (other) =>
        !other.isLive && other.isPresent && other.#client === this.#client && other.config?.redirectUri === this.config?.redirectUri,
    );
    if (next && this.isLive) return next.swap(this);
    this.#hasResumed = this.state.phase !== 'idle';
    this.#present.abort();
    super.pause();
    this.#starts.abort();
    if (!this.currentAttempt) this.#popup.close(); // its start request was aborted
    this.#store();
  }

  /** Starts an attempt, or focuses the Wise window. */
  start(mode?: Mode): void {
    if (this.state.phase === 'failed') this.cancel(); // drops a code that could be submitted again
    this.configure(); // attributes that were set in this task apply
    if (!this.config) return;
    const flow = this.chosenFlow(mode);
    // A window that cannot be focused is opened again.
    if (flow === 'popup' && this.#authorizing?.window === 'open' && this.focusWindow()) return;
    if (flow === 'email' && this.cooldownSeconds) return;
    if (flow === 'email') this.send({ type: 'email-requested' });
    else if (flow === 'code') this.send({ type: 'code-expected' });
    else this.send({ type: 'launched', via: flow });
  }

  /** The flow: as requested, as the attempt was started, as the `mode` attribute sets, or as suits the device. */
  chosenFlow(asked?: Mode): Flow {
    return chooseFlow(asked ?? this.#authorizing?.via ?? this.config?.mode, !!this.config?.emailUrl, thisDevice());
  }

  focusWindow(): boolean {
    return this.#popup.focus();
  }

  /** The customer followed the link to Wise. They are in a window that this page has no reference to. */
  leftForWise(seen: WindowHint = 'blocked'): void {
    if (this.#authorizing?.window === seen) this.send({ type: 'window-changed', window: 'gone' });
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
    if (state.phase === 'confirming') this.send(submissionEvent({ attemptId: state.attemptId, confirm }));
  }

  submitCode(text: string): void {
    const { state } = this;
    if (state.phase !== 'awaiting-code') return;
    // The backend may not have started the attempt yet.
    if (!this.currentAttempt && this.#pending) {
      this.send({ type: 'code-queued' });
      void this.#pending.then(() => this.submitCode(text), () => {});
    } else {
      this.#try((attempt) => {
        const code = readTypedCode(text);
        // The same wrong code keeps its idempotency key, so it costs no further try.
        return submissionEvent({ ...grantOf(attempt), code, source: 'typed' }, 'typed', state.refused?.code === code ? state.refused.key : undefined);
      });
    }
  }

  handleCallback(url: string, transport: Transport = 'callback'): boolean {
    const response = readUrl(String(url)); // a script may pass anything
    // Refused once a code was submitted, as a second one would replace it; and outside the document, where nothing would
    // process it. The caller keeps the URL.
    if (!this.isPresent || !this.currentAttempt || isSubmitted(this.state)) return false;
    if (!response || !isResponseTo(response, this.currentAttempt)) return false;
    this.#try((attempt) => responseEvent(response, attempt, 'redirect', transport));
    return true;
  }

  /** Sends the event that `make` creates from the current attempt, or the error that it throws. */
  #try(make: (attempt: Attempt) => FlowEvent): void {
    let event: FlowEvent;
    try {
      event = make(this.#ensureAttempt());
    } catch (cause) {
      event = { type: 'failed', error: asLinkError(cause) };
    }
    this.send(event);
  }

  /** Opens Wise, unless a native shell does so: then `handleCallback` delivers the response. */
  launch(via: Via, ...way: Parameters<Launcher>): ReturnType<Launcher> {
    const [attempt, , hint, isNew] = way;
    if (isNew) {
      // A listener may also have cancelled the attempt.
      if (!this.host.navigate(attempt.url) || this.state.phase !== 'authorizing') return this.#popup.close();
      if (via === 'popup' && thisDevice().isInApp) return hint('in-app');
      if (via === 'redirect' && self !== parent) return hint('framed');
    }
    return via === 'popup' ? this.#popup.launch(...way) : redirect(...way);
  }

  /** The current attempt. Starts one if there is none. */
  #ensureAttempt(): Attempt {
    if (!this.#config) throw new LinkError('misconfigured');
    return this.currentAttempt ?? this.#owned.setCurrent(newAttempt(this.#config));
  }

  /** Has the backend start an attempt before the click, so that Wise opens in the click. */
  prefetch(): void {
    if (this.isLive || this.state.phase === 'linked') return;
    this.configure();
    if (this.#config?.startUrl) this.#starts.prefetch(this.#config);
  }

  async #requestStart(config: Config): Promise<Attempt> {
    const { startUrl, environment, redirectUri } = config;
    const flow = this.chosenFlow();
    const correlationId = crypto.randomUUID();
    const body = { flow: flow === 'code' ? 'email' : flow, environment, locale: navigator.language, redirectUri };
    return readStart(await call({ url: startUrl, body, extra: this.host.headers(), correlationId, signal: this.signal }), config, correlationId);
  }

  /** The attempt for a phase. Until the backend has started it, an empty window is open, because browsers allow it only in the click. */
  prepare(state: State, signal: AbortSignal): Attempt | Promise<Attempt> {
    if (this.currentAttempt || !this.#config?.startUrl) return this.#ensureAttempt();
    const { attempt, pending } = this.#starts.claim(this.#config);
    if (attempt) return this.#owned.setCurrent(attempt);
    if (state.phase === 'authorizing' && state.via === 'popup' && state.window === 'open' && !thisDevice().isInApp) {
      const isBlocked = !this.#popup.reserve(this.host.contacting(), signal);
      if (isBlocked) queueMicrotask(() => signal.aborted || this.send({ type: 'window-changed', window: 'blocked' }));
    }
    this.#pending = pending.then((started) => {
      signal.throwIfAborted(); // the customer cancelled, or the element was removed
      this.#owned.setCurrent(started);
      this.#store();
      this.host.redraw();
      return started;
    });
    return this.#pending;
  }

  override run(...given: Parameters<Activity>): Promise<FlowEvent> {
    return activity(this, ...given);
  }

  pauseEmails(seconds: number | undefined): void {
    if (seconds) startCooldown(this.#client, seconds);
  }

  extendAttempt(attempt: Attempt, seconds: number): void {
    if (seconds) this.#owned.extend(attempt, seconds);
    this.#store();
  }

  /** Resumes a stored attempt, with its window. */
  adoptAttempt(attempt: Attempt, windowName: string): void {
    this.#popup.name ||= windowName;
    this.#owned.setCurrent(attempt);
  }

  /** Moves the other controller to this one's element, and this one to the removed element. */
  swap(other: Controller): void {
    [this.host, other.host] = [other.host, this.host];
    this.host.attach(this);
    other.host.attach(other);
    if (other.currentAttempt && this.#config) other.currentAttempt.config = this.#config; // its `exchange` function is this element's
    this.pause();
    other.host.changed(other.state, this.state);
    // Whether an email that was being requested has been sent is unknown.
    if (other.state.phase === 'requesting-email' && other.signal.aborted) other.send({ type: 'code-expected' });
    other.resume();
  }

  pageRestored(): void {
    if (this.#owned.isEndedElsewhere) this.release();
  }

  /** Leaves the attempt to another page, without an event. */
  release(): void {
    this.#owned.release();
    this.send({ type: 'reset' });
  }

  override changed(state: State, previous: State): void {
    const { phase } = state;
    if (this.#authorizing?.via !== 'popup') this.#popup.close();
    // The backend knows the attempt by this id, even if the error arose in this page.
    if (phase === 'failed' && this.currentAttempt?.attemptId) Object.assign(state.error, { correlationId: state.error.correlationId || this.currentAttempt.id });
    if (isOver(state)) this.#owned.end();
    this.#store();
    if (phase === 'linked' && !state.transport) {
      startCooldown(this.#client, 0);
      const { link, subject } = state;
      if (subject) notifyTabs(this.#client, JSON.stringify({ status: phase, link, subject }));
    }
    this.host.changed(state, previous);
  }

  get #authorizing(): Authorizing | undefined {
    return this.state.phase === 'authorizing' ? this.state : undefined;
  }

  /** Identifies environment and client, in names that all tabs share. */
  get #client(): string {
    const { config } = this;
    return `${config?.authorizeUrl} ${config?.clientId}`;
  }

  /** Another tab has linked. The customers are compared: another customer's link must not appear here. */
  #linkedElsewhere(text: string): void {
    try {
      const answer = readAnswer(JSON.parse(text));
      if (isLinked(answer) && answer.subject && answer.subject === this.subject) this.send({ ...answer, type: 'link-found', transport: 'elsewhere' });
    } catch {
      // The value was not written by this library.
    }
  }

  #store(): void {
    this.#owned.store(this.state, this.#popup.name, this.isPresent);
  }
}
