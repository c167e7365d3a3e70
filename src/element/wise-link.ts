import type { PropertyValues } from '@lit/reactive-element';
import { warnOfText } from '../stringified.js';
import { isLoopback, readConfig, type Mode } from '../config.js';
import type { Link } from '../contract.js';
import { LinkError } from '../errors.js';
import { WiseLinkChangeEvent, WiseLinkNavigateEvent } from '../events.js';
import type { Phase, State } from '../flow/state.js';
import { checkSandbox } from '../launch/sandbox.js';
import { Controller } from '../controller/controller.js';
import { Catalogues, personal, type Catalogue, type Loader } from '../locales/catalogues.js';
import { en, type Words } from '../locales/en.js';
import { isLoading, languageOf, notifyLanguage, watchLanguage } from '../language.js';
import { endOf } from './end.js';
import { Card } from './view/card.js';
import { viewOf } from './view/view-of.js';
import { WiseLinkProperties } from './properties.js';
import { applyStyles } from './wise-link.styles.js';

/**
 * Links the Wise account that a customer already has. Opens Wise in a window or in this tab, or takes a code that Wise showed
 * the customer, and submits the authorization code, once, to the partner's backend. The children are a fallback: browsers show
 * them until the element is defined, and where it is not supported.
 *
 * @summary Links a customer's Wise account.
 * @tag wise-link
 * @event {WiseLinkChangeEvent} wise-link-change - The state changed.
 * @event {WiseLinkSuccessEvent} wise-link-success - The account is linked.
 * @event {WiseLinkErrorEvent} wise-link-error - The attempt failed, and cannot be retried.
 * @event {WiseLinkExitEvent} wise-link-exit - The customer left without a link.
 * @event {WiseLinkNavigateEvent} wise-link-navigate - The element is about to open Wise. Cancel the event to open it yourself.
 * @csspart card - The whole card, a form.
 * @csspart pair - The partner, the icon and Wise in a row, with the connection between them behind.
 * @csspart icon - The icon of the state; hidden from screen readers.
 * @csspart heading - The heading, where the status is too long for one.
 * @csspart status - The status. Each sentence has its own line; without a heading, the first one is the heading.
 * @csspart error - The error message, in place of the status; an alert.
 * @csspart label - The label of the code field.
 * @csspart input - The code field.
 * @csspart hint - A warning below the code field, or the account as a tile.
 * @csspart time - The time until which the code can be entered.
 * @csspart next - How to undo a link.
 * @csspart notice - A warning that the time is running out; "Copied", for five seconds.
 * @csspart reference - The reference of a failed attempt, for support.
 * @csspart actions - The buttons.
 * @csspart submit - The button that submits the typed code.
 * @csspart launch - The button that starts, starts again, or focuses the Wise window.
 * @csspart link - The link that opens Wise, or this page, in a new tab where no window can be opened.
 * @csspart continue-here - The button that opens Wise in this tab instead.
 * @csspart email - The button that requests an email, or another one; `aria-disabled` during the cool-down.
 * @csspart instead - The button that opens Wise instead of waiting for the email.
 * @csspart copy - The button that copies the link or the reference; beside the reference, a drawing of two sheets.
 * @csspart confirm - The button "Yes, it is my account".
 * @csspart decline - The button "No, it is not".
 * @csspart retry - The button that submits the same code again.
 * @csspart cancel - The button that cancels the attempt.
 * @slot logo - The partner's logo, at most 3rem high and 5rem wide. The sign of a bank by default.
 * @slot wise-logo - Wise's logo, if the partner may show it. A neutral sign by default.
 * @slot introduction - What the customer should know before they start, in place of the card's sentences.
 * @slot launch-label - The label of the button that starts.
 * @slot help - At the bottom: for example a link to the partner's support.
 */
export class WiseLink extends WiseLinkProperties {
  /** The catalogues of all elements on the page. */
  static readonly #catalogues = new Catalogues(notifyLanguage);

  /** Adds a catalogue of words for all elements; or a function that fetches one by the language tags that fit (BCP 47), best first. */
  static localize(source: Words | Catalogue | Loader): void {
    WiseLink.#catalogues.add(source);
  }

  #shown: State | undefined;
  #words: Words | undefined;
  #present: AbortController | undefined;
  readonly #redraw = (): void => this.requestUpdate();
  /** Replaced when an attempt moves from another element to this one, or away from it. */
  #controller = new Controller({
    headers: () => this.headers,
    configure: () => checkSandbox(readConfig(this, location.href)),
    contacting: () => this.#words?.redirect ?? '',
    navigate: (url) => this.dispatchEvent(new WiseLinkNavigateEvent(url)),
    redraw: this.#redraw,
    changed: (state, previous) => this.#changed(state, previous),
    isConnected: () => this.isConnected,
    attach: (controller) => (this.#controller = controller),
  });

  readonly #card = new Card({
    launch: () => this.#controller.start(),
    submit: () => this.submitCode(this.#card.input.value),
    confirm: () => this.#controller.answer(true),
    retry: () => this.#controller.retry(),
    link: () => this.#controller.leftForWise(),
    'continue-here': () => this.#controller.start('redirect'),
    email: () => this.#controller.start('email'),
    instead: () => this.#controller.start(),
    decline: () => this.cancel(),
    cancel: () => this.cancel(),
    url: () => this.#controller.url,
    ahead: () => this.#controller.prefetch(),
  });

  /** The current phase. */
  get phase(): Phase {
    return this.#controller.state.phase;
  }

  /** The linked account, masked. Undefined until the phase is `linked`. */
  get link(): Link | undefined {
    const { state } = this.#controller;
    return state.phase === 'linked' ? state.link : undefined;
  }

  /** What went wrong. Undefined unless the phase is `failed`. */
  get error(): LinkError | undefined {
    const { state } = this.#controller;
    return state.phase === 'failed' ? state.error : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = (this.#present = new AbortController());
    watchLanguage(this, this.#redraw, signal);
    this.#controller.resume();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#present?.abort();
    // Moving the element in the document disconnects and connects it in one task: it has not left.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#controller.pause();
      this.#card.leave();
    });
  }

  /** Another document cannot use the style sheets of this one. */
  adoptedCallback(): void {
    if (this.shadowRoot) applyStyles(this.shadowRoot);
  }

  protected override createRenderRoot(): ShadowRoot {
    // `focus()` and a link to the element focus the card.
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    applyStyles(root);
    root.append(this.#card.form);
    return root;
  }

  /** The first update is delayed by a microtask: callers of `whenDefined` may still add words. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await Promise.resolve();
    await super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) warnOfText(this);
    if (this.isConnected) this.#controller.configure();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const words = this.#localized();
    if (!words) return; // rendered when the words are loaded
    const { state } = this.#controller;
    const view = viewOf(this.#controller, words, self !== parent);
    // On the partner's own machine the card shows what customers must not read.
    if (this.error?.code === 'misconfigured' && isLoopback(location.hostname)) view.reference = this.error.message;
    // Move the focus only with the state, and never take it from the page.
    const { activeElement: host } = this.getRootNode() as Document;
    // In happy-dom, a shadow root without the focus throws if it is asked for its active element.
    const focused = state !== this.#shown && host === this && this.shadowRoot?.activeElement;
    this.#shown = state;
    this.#card.show(view, words, state.phase);
    if (focused) this.#card.focus(focused);
  }

  /**
   * Starts an attempt. Call it in a click: the window opens before it returns. Resolves to the link; rejects with a
   * LinkError, or with the `wise-link-exit` event if the customer leaves. You need not await it. If this element is removed
   * and another one continues the attempt, it settles when the attempt ends.
   */
  open({ mode }: { mode?: Mode } = {}): Promise<Link> {
    if (this.isConnected) {
      this.#controller.configure(); // may resume an attempt, with another controller
      this.#controller.start(mode);
    }
    const link = this.#outcome();
    link.catch(() => {}); // callers that do not await it use the events
    return link;
  }

  /** Ends the attempt; ignored while the code is with the backend. "Is this you?" is answered with no. */
  cancel(): void {
    this.#controller.cancel();
  }

  /** Back to the beginning, from any end. An attempt under way is cancelled first. */
  reset(): void {
    this.#controller.reset();
  }

  /** Brings the Wise window to the front. False if there is none, or none that can be reached. */
  focusWindow(): boolean {
    return this.#controller.focusWindow();
  }

  /** Submits a code that the customer typed; ignored unless one is awaited. Invalid text is shown as an error. */
  submitCode(text: string): void {
    this.#controller.submitCode(text);
  }

  /** Requests the email again; ignored unless a code is awaited, `email-url` is set, and the backend's cool-down is over. */
  resend(): void {
    if (this.phase === 'awaiting-code' && this.#controller.config?.emailUrl) this.#controller.start('email');
  }

  /** Takes the callback URL that a native shell received from Wise. False, and ignored, if it does not answer the attempt under way. */
  handleCallback(url: string): boolean {
    return this.#controller.handleCallback(url);
  }

  /** The words in the page's language. While they load, those that were shown before, or none. */
  #localized(): Words | undefined {
    const lang = languageOf(this);
    const found = WiseLink.#catalogues.find(lang);
    if (!found && (WiseLink.#catalogues.isComing(lang) || isLoading(this.#redraw, this.#controller.signal))) return this.#words;
    return (this.#words = personal(found ?? en, this.partnerName, this.messages));
  }

  /** An attempt that has ended, or cannot start, settles at once. */
  async #outcome(): Promise<Link> {
    if (this.link) return this.link;
    if (this.error) throw this.error;
    if (!this.isConnected) throw new LinkError('misconfigured', {}, 'Not in the document');
    return this.#controller.outcomes.next();
  }

  #changed(state: State, previous: State): void {
    const end = endOf(state);
    const settle = end && this.#controller.outcomes.end();
    if (end) this.#card.input.value = '';
    this.requestUpdate();
    this.dispatchEvent(new WiseLinkChangeEvent(state, previous.phase));
    if (!end) return;
    if (end.isNews) this.dispatchEvent(end.event);
    settle?.(end);
  }
}
