import { listenToTabs } from '../attempt/cross-tab.js';
import { isLinked, readAnswer } from '../backend/response.js';
import type { Config } from '../config.js';
import { asLinkError } from '../errors.js';
import { isOver, type WindowHint } from '../flow/state.js';
import { AttemptSession } from './attempt-session.js';

/** Aborted: the signal of an element that has not been added to a document. */
const ABSENT = AbortSignal.abort();

/** A session that follows its element into the document and out of it, and learns what other pages and tabs have done. */
export abstract class Presence<Controller> extends AttemptSession<Controller> {
  /** Whether the backend is being asked for the status, before anything has started. */
  isAsking = false;
  #subject = '';
  #listening: AbortSignal | undefined;
  #hasResumed = false;
  #present: AbortController | undefined;

  get signal(): AbortSignal {
    return this.#present?.signal ?? ABSENT;
  }

  /** The backend's identifier of the logged-in customer; empty if it sent none. */
  get subject(): string {
    return this.#subject;
  }

  set subject(subject: string) {
    this.#subject = subject;
    this.#listenToTabs();
  }

  /** Whether an attempt is under way. Until it ends, its own config applies. */
  get isLive(): boolean {
    return !isOver(this.state);
  }

  abstract reset(): void;

  /** Resumes a stored attempt, or asks the backend for the status. */
  protected abstract begin(config: Config): void;

  /** Reads the attributes for the next attempt. The first time after the element was added, resumes a stored attempt. */
  configure(): void {
    if (this.isLive) return;
    const { state } = this;
    // An error in the attributes.
    const error = !this.nextConfig && state.phase === 'failed' ? state.error : undefined;
    try {
      this.nextConfig = this.host.configure();
      if (error) this.reset();
      if (this.#hasResumed) return;
      this.#hasResumed = true;
      this.begin(this.nextConfig);
    } catch (cause) {
      this.nextConfig = undefined;
      const found = asLinkError(cause);
      if (error?.message !== found.message) this.send({ type: 'failed', error: found });
    }
  }

  /** Called when the element is added to the document. Continues a paused attempt. */
  override resume(): void {
    if (!this.signal.aborted) return;
    this.#present = new AbortController();
    this.#listenToTabs();
    // While paused, nothing checked whether the window is still open.
    this.leftForWise('open');
    super.resume();
    this.store();
  }

  /** Called when the element is removed from the document. */
  override pause(): void {
    this.#hasResumed = this.state.phase !== 'idle';
    this.#present?.abort();
    super.pause();
    this.prefetched.abort();
    if (!this.currentAttempt) this.wiseWindow.close(); // its start request was aborted
    this.store();
  }

  /** Has the backend start an attempt before the click, so that Wise opens in the click. */
  prefetch(): void {
    if (this.isLive || this.state.phase === 'linked') return;
    this.configure();
    if (this.nextConfig?.startUrl) this.prefetched.prefetch(this.nextConfig);
  }

  /** The customer followed the link to Wise. They are in a window that this page has no reference to. */
  leftForWise(seen: WindowHint = 'blocked'): void {
    if (this.atWise?.window === seen) this.send({ type: 'window-changed', window: 'gone' });
  }

  /** Another customer's link is ignored, so until the customer is known nothing listens. */
  #listenToTabs(): void {
    const { signal } = this;
    if (!this.#subject || this.#listening === signal) return;
    this.#listening = signal;
    listenToTabs(() => this.clientKey, (text) => this.#linkedElsewhere(text), signal);
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
}
