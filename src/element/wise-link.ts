import { ReactiveElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { warnOfText } from '../stringified.js';
import { isLoopback, readConfig, type Environment, type Mode } from '../config.js';
import type { Exchange, Link, RequestHeaders } from '../contract.js';
import { LinkError } from '../errors.js';
import {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from '../events.js';
import type { Phase, State } from '../flow/state.js';
import { checkSandbox } from '../launch/sandbox.js';
import { Controller } from '../controller/controller.js';
import { Catalogues, personal, type Catalogue, type Loader, type Messages } from '../locales/catalogues.js';
import { en, type Words } from '../locales/en.js';
import { isLoading, languageOf, notifyLanguage, watchLanguage } from '../language.js';
import { Card } from './view/card.js';
import { viewOf } from './view/view-of.js';
import { applyStyles } from './wise-link.styles.js';

/**
 * Links the Wise account that a customer already has. It opens Wise in a window or in this tab, or takes a code that
 * Wise showed the customer, and hands the authorization code, once, to the partner's backend.
 *
 * The children are a fallback: they are shown until the element is upgraded, or if it never is.
 *
 * @summary Links a customer's Wise account.
 * @tag wise-link
 *
 * @event {WiseLinkChangeEvent} wise-link-change - It went from one state to another.
 * @event {WiseLinkSuccessEvent} wise-link-success - The account is linked.
 * @event {WiseLinkErrorEvent} wise-link-error - The attempt failed for good.
 * @event {WiseLinkExitEvent} wise-link-exit - The customer left without a link.
 * @event {WiseLinkNavigateEvent} wise-link-navigate - Wise is about to be opened; cancel it to open it yourself.
 *
 * @csspart card - The whole card, a form.
 * @csspart icon - A small drawing of the state; nothing for screen readers.
 * @csspart status - What is happening, in one sentence.
 * @csspart hint - What the customer can do next, or the account in question.
 * @csspart label - The label of the code field.
 * @csspart input - The code field.
 * @csspart error - What went wrong; an alert.
 * @csspart time - Until when the code can be entered.
 * @csspart next - What comes after a link.
 * @csspart notice - That time runs out; for five seconds, what was copied.
 * @csspart reference - Names a failed attempt for support.
 * @csspart actions - The row of buttons.
 * @csspart submit - Hands over the typed code.
 * @csspart launch - Begins, begins again, or brings the Wise window to the front.
 * @csspart link - Opens Wise, or this page, in another tab where no window can be opened.
 * @csspart continue-here - Goes to Wise in this tab instead.
 * @csspart email - Has a code sent by e-mail, or sent again; `aria-disabled` while it is too soon for that.
 * @csspart instead - Goes to Wise instead of waiting for the e-mail.
 * @csspart copy - Copies the link.
 * @csspart confirm - "Yes, it is my account."
 * @csspart decline - "No, it is not."
 * @csspart retry - Sends the same code again.
 * @csspart cancel - Ends the attempt.
 *
 * @slot logo - Above everything: the partner's logo, or Wise's where the partner may show it.
 * @slot launch-label - In the button with which a customer begins, in place of its label.
 * @slot help - Below everything: a way to the partner's support, say.
 *
 * @cssproperty [--wise-link-accent] - Colour of the main button, the icon and of progress.
 * @cssproperty [--wise-link-on-accent=Canvas] - Colour of text on the main button.
 * @cssproperty [--wise-link-text=CanvasText] - Colour of text.
 * @cssproperty [--wise-link-muted] - Colour of what is said besides.
 * @cssproperty [--wise-link-surface=Canvas] - Colour of the card.
 * @cssproperty [--wise-link-tint] - Colour behind the icon.
 * @cssproperty [--wise-link-danger] - Colour of errors.
 * @cssproperty [--wise-link-success] - Colour of the icon of a link; the accent by default.
 * @cssproperty [--wise-link-border] - Colour of borders.
 * @cssproperty [--wise-link-border-width=1px] - Width of borders.
 * @cssproperty [--wise-link-focus] - Colour of the ring of the focus; the accent by default.
 * @cssproperty [--wise-link-focus-width=3px] - Width of the ring of the focus.
 * @cssproperty [--wise-link-radius=12px] - Radius of the card's corners.
 * @cssproperty [--wise-link-control-radius] - Radius of buttons and field; two thirds of the card's by default.
 * @cssproperty [--wise-link-control-height=44px] - Least height of buttons and field; never less than 44px.
 * @cssproperty [--wise-link-space=0.75rem] - Between things; the card's padding is 1.75 of it.
 * @cssproperty [--wise-link-font] - Font family; the page's by default.
 * @cssproperty [--wise-link-font-size] - Font size; the page's by default.
 * @cssproperty [--wise-link-width=26rem] - Greatest width of the card.
 * @cssproperty [--wise-link-shadow=none] - Shadow of the card.
 */
export class WiseLink extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    environment: {},
    clientId: { attribute: 'client-id' },
    redirectUri: { attribute: 'redirect-uri' },
    exchangeUrl: { attribute: 'exchange-url' },
    startUrl: { attribute: 'start-url' },
    statusUrl: { attribute: 'status-url' },
    emailUrl: { attribute: 'email-url' },
    authorizeUrl: { attribute: 'authorize-url' },
    mode: {},
    partnerName: { attribute: 'partner-name' },
    theme: { reflect: true },
    appearance: { reflect: true },
    exchange: { attribute: false },
    headers: { attribute: false },
    messages: { attribute: false },
  };

  /** The catalogues of all elements on the page. */
  static readonly #catalogues = new Catalogues(notifyLanguage);

  /**
   * Adds a catalogue of words, for every element on the page in its language; or a function that fetches one when it is
   * needed, by the language tags that fit (BCP 47), best first.
   */
  static localize(source: Words | Catalogue | Loader): void {
    WiseLink.#catalogues.add(source);
  }

  /** `sandbox` or `production`. Must be set: there is no default. */
  declare environment: Environment | undefined;
  /** The partner's client id at Wise (RFC 6749 §2.2). */
  declare clientId: string | undefined;
  /** The redirect URI, byte for byte as registered with Wise (RFC 6749 §3.1.2). An https: or loopback URI. */
  declare redirectUri: string | undefined;
  /** The partner's endpoint that gets the code by POST. On the page's own origin. */
  declare exchangeUrl: string | undefined;
  /** The partner's endpoint that begins an attempt, bound to the customer's session. Without it the element begins it. */
  declare startUrl: string | undefined;
  /** The partner's endpoint for the status: asked when the page is opened, and after a response was lost. */
  declare statusUrl: string | undefined;
  /** The partner's endpoint that has Wise send the e-mail. Without it the e-mail flow begins with the code field. */
  declare emailUrl: string | undefined;
  /** Another authorize page: on a Wise host or on loopback. The default is that of `environment`. */
  declare authorizeUrl: string | undefined;
  /** `auto` (the default), `popup`, `redirect` or `email`. */
  declare mode: Mode | undefined;
  /** The partner's name, as customers read it in sentences. Without it, the sentences say "we". */
  declare partnerName: string | undefined;
  /** `light`, `dark` or `auto` (the default): follows the page's `color-scheme`. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** `card` (the default), or `button`: without a border, and at first only the button. */
  declare appearance: 'card' | 'button' | undefined;
  /** The partner's own words, instead of single sentences of the catalogue. `{partner}` stands for `partnerName`. */
  declare messages: Messages | undefined;
  /** Submits the code, instead of `exchange-url`. Resolves to an Answer; rejects with problem details (RFC 9457). */
  declare exchange: Exchange | undefined;
  /** Extra request headers, e.g. the partner's CSRF token: an object, entries or `Headers`; or a function that returns them. */
  declare headers: RequestHeaders | undefined;

  #shown: State | undefined;
  #words: Words | undefined;
  #present = new AbortController();
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
    this.#present = new AbortController();
    watchLanguage(this, this.#redraw, this.#present.signal);
    this.#controller.resume();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#present.abort();
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
    const focused = state !== this.#shown && this.shadowRoot?.activeElement;
    this.#shown = state;
    this.#card.show(view, words, state.phase);
    if (focused) this.#card.focus(focused);
  }

  /**
   * Begins to link. Call it in a click: the window opens before it returns. Resolves to the link; rejects with a
   * LinkError, or with the `wise-link-exit` event if the customer leaves. You need not await it. If this element is removed
   * and another one continues the attempt, it settles when the attempt ends.
   */
  open({ mode }: { mode?: Mode } = {}): Promise<Link> {
    const link = new Promise<Link>((resolve, reject) => {
      if (this.isConnected) {
        this.#controller.configure(); // may resume an attempt, with another controller
        this.#controller.start(mode);
      }
      // An attempt that has ended, or cannot start, settles at once.
      if (this.link) resolve(this.link);
      else if (this.error || !this.isConnected) {
        reject(this.error ?? new LinkError('misconfigured', {}, 'Not in the document'));
      } else this.#controller.waiting.push({ resolve, reject });
    });
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

  /** Requests the e-mail again; ignored unless a code is awaited, `email-url` is set, and the backend's cool-down is over. */
  resend(): void {
    if (this.phase === 'awaiting-code' && this.#controller.config?.emailUrl) this.#controller.start('email');
  }

  /**
   * Takes the callback URL from Wise that a native shell or a deep link received. True if it answers the attempt under way.
   * Any other URL is ignored, and so is every URL while the element is not in the document.
   */
  handleCallback(url: string): boolean {
    return this.#controller.handleCallback(url);
  }

  /** The words in the page's language. While they load, those that were shown before, or none. */
  #localized(): Words | undefined {
    const lang = languageOf(this);
    const found = WiseLink.#catalogues.find(lang);
    if (!found && (WiseLink.#catalogues.isComing(lang) || isLoading(this.#redraw, this.#present.signal))) return this.#words;
    return (this.#words = personal(found ?? en, this.partnerName, this.messages));
  }

  #changed(state: State, previous: State): void {
    const { link, error } = this;
    const left = state.phase === 'idle' ? state.left : undefined;
    const isFromBefore = state.phase === 'linked' && state.transport === 'before';
    const isEnd = !this.#controller.isLive;
    // Callers that start again in a listener of this end wait for the next one.
    const waiting = isEnd ? this.#controller.waiting.splice(0) : [];
    if (isEnd) this.#card.input.value = '';
    this.requestUpdate();
    this.dispatchEvent(new WiseLinkChangeEvent(state, previous.phase));
    if (!isEnd) return;
    const end = link ? new WiseLinkSuccessEvent(link) : error ? new WiseLinkErrorEvent(error) : new WiseLinkExitEvent(left ?? 'cancelled');
    // A link from before this page is not reported. Without a reason, another page ended the attempt and reported it.
    if (link ? !isFromBefore : error || left) this.dispatchEvent(end);
    for (const { resolve, reject } of waiting) {
      if (link) resolve(link);
      else reject(error ?? end);
    }
  }
}
