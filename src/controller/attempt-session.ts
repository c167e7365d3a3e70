import { newAttempt, type Attempt } from '../attempt/attempt.js';
import { notifyTabs } from '../attempt/cross-tab.js';
import { OwnedAttempt } from '../attempt/owned-attempt.js';
import { PrefetchedStart } from '../attempt/prefetched-start.js';
import { readStart } from '../attempt/start-response.js';
import { call } from '../backend/call.js';
import { startCooldown } from '../backend/email-cooldown.js';
import type { Config, Mode } from '../config.js';
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import { Session, type Activity } from '../flow/session.js';
import { isOver, type Authorizing, type State, type Via } from '../flow/state.js';
import { chooseFlow, thisDevice, type Flow } from '../launch/choose-flow.js';
import type { Launcher } from '../launch/launcher.js';
import { Popup } from '../launch/popup.js';
import { redirect } from '../launch/redirect.js';
import { activity, type ActivityContext } from './activities.js';
import type { Host } from './host.js';

/** A session with its attempt: starts it, stores it, and opens Wise for it. */
export abstract class AttemptSession<Controller> extends Session implements ActivityContext {
  /** The element. */
  host: Host<Controller>;
  protected readonly wiseWindow = new Popup();
  protected readonly owned = new OwnedAttempt();
  protected readonly prefetched = new PrefetchedStart((config) => this.#requestStart(config));
  /** The config from the attributes; undefined while one of them is wrong. */
  protected nextConfig: Config | undefined;
  /** The attempt that the backend is starting. */
  protected starting: Promise<Attempt> | undefined;

  constructor(host: Host<Controller>) {
    super();
    this.host = host;
  }

  /** Aborted when the element leaves the document. */
  abstract get signal(): AbortSignal;

  get currentAttempt(): Attempt | undefined {
    return this.owned.current;
  }

  /** Whether the element is in the document. */
  get isPresent(): boolean {
    return this.host.isConnected();
  }

  get config(): Config | undefined {
    return this.currentAttempt?.config ?? this.nextConfig;
  }

  /** The state, if the customer is at Wise. */
  protected get atWise(): Authorizing | undefined {
    return this.state.phase === 'authorizing' ? this.state : undefined;
  }

  /** Identifies environment and client, in names that all tabs share. */
  protected get clientKey(): string {
    const { config } = this;
    return `${config?.authorizeUrl} ${config?.clientId}`;
  }

  /** The flow: as requested, as the attempt was started, as the `mode` attribute sets, or as suits the device. */
  chosenFlow(asked?: Mode): Flow {
    return chooseFlow(asked ?? this.atWise?.via ?? this.config?.mode, !!this.config?.emailUrl, thisDevice);
  }

  override run(...given: Parameters<Activity>): Promise<FlowEvent> {
    return activity(this, ...given);
  }

  override changed(state: State, previous: State): void {
    const { phase } = state;
    if (this.atWise?.via !== 'popup') this.wiseWindow.close();
    // The backend knows the attempt by this id, even if the error arose in this page.
    if (phase === 'failed' && this.currentAttempt?.attemptId) Object.assign(state.error, { correlationId: state.error.correlationId || this.currentAttempt.id });
    if (isOver(state)) this.owned.end();
    this.store();
    if (phase === 'linked' && !state.transport) {
      startCooldown(this.clientKey, 0);
      const { link, subject } = state;
      if (subject) notifyTabs(this.clientKey, JSON.stringify({ status: phase, link, subject }));
    }
    this.host.changed(state, previous);
  }

  protected store(): void {
    this.owned.store(this.state, this.wiseWindow.name, this.isPresent);
  }

  /** Opens Wise, unless a native shell does so: then `handleCallback` delivers the response. */
  launch(via: Via, ...way: Parameters<Launcher>): ReturnType<Launcher> {
    const [attempt, , hint, isNew] = way;
    if (isNew) {
      // A listener may also have cancelled the attempt.
      if (!this.host.navigate(attempt.url) || !this.atWise) return this.wiseWindow.close();
      if (via === 'popup' && thisDevice.isInApp) return hint('in-app');
      if (via === 'redirect' && self !== parent) return hint('framed');
    }
    return via === 'popup' ? this.wiseWindow.launch(...way) : redirect(...way);
  }

  /** The attempt for a phase. Until the backend has started it, an empty window is open, because browsers allow it only in the click. */
  prepare(state: State, signal: AbortSignal): Attempt | Promise<Attempt> {
    if (this.currentAttempt || !this.nextConfig?.startUrl) return this.ensureAttempt();
    const { attempt, pending } = this.prefetched.claim(this.nextConfig);
    if (attempt) return this.owned.setCurrent(attempt);
    if (state.phase === 'authorizing' && state.via === 'popup' && state.window === 'open' && !thisDevice.isInApp) {
      const isBlocked = !this.wiseWindow.reserve(this.host.contacting(), signal);
      if (isBlocked) queueMicrotask(() => signal.aborted || this.send({ type: 'window-changed', window: 'blocked' }));
    }
    this.starting = pending.then((started) => {
      signal.throwIfAborted(); // the customer cancelled, or the element was removed
      // Another element may have taken over meanwhile.
      this.owned.setCurrent(started).config = this.nextConfig ?? started.config;
      this.store();
      this.host.redraw();
      return started;
    });
    return this.starting;
  }

  /** The current attempt. Starts one if there is none. */
  protected ensureAttempt(): Attempt {
    if (!this.nextConfig) throw new LinkError('misconfigured');
    return this.currentAttempt ?? this.owned.setCurrent(newAttempt(this.nextConfig));
  }

  async #requestStart(config: Config): Promise<Attempt> {
    const { startUrl, environment, redirectUri } = config;
    const flow = this.chosenFlow();
    const correlationId = crypto.randomUUID();
    const body = { flow: flow === 'code' ? 'email' : flow, environment, locale: navigator.language, redirectUri };
    return readStart(await call({ url: startUrl, body, extra: this.host.headers(), correlationId, signal: this.signal }), config, correlationId);
  }

  pauseEmails(seconds: number | undefined): void {
    if (seconds) startCooldown(this.clientKey, seconds);
  }

  extendAttempt(attempt: Attempt, seconds: number): void {
    if (seconds) this.owned.extend(attempt, seconds);
    this.store();
  }

  /** Resumes a stored attempt, with its window. */
  adoptAttempt(attempt: Attempt, windowName: string): void {
    this.wiseWindow.name ||= windowName;
    this.owned.setCurrent(attempt);
  }

  pageRestored(): void {
    if (!this.owned.reread()) this.release();
  }

  /** Leaves the attempt to another page, without an event. */
  release(): void {
    this.owned.release();
    this.send({ type: 'reset' });
  }
}
