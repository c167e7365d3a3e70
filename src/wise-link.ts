import { ReactiveElement, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import { isLoopback, readConfig, type Environment, type Mode } from './config.js';
import type { Link } from './contract.js';
import { LinkError } from './errors.js';
import {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from './events.js';
import type { Phase, State } from './flow/state.js';
import { Linking } from './linking.js';
import { en } from './locales/en.js';
import type { Exchange } from './oauth/exchange.js';
import type { Headers } from './oauth/call.js';
import { Card } from './view/card.js';
import { viewOf } from './view/view.js';
import { styles } from './wise-link.styles.js';

/** Who awaits the end of an attempt. */
interface Waiting {
  resolve: (link: Link) => void;
  reject: (reason: unknown) => void;
}

/**
 * Links the Wise account that a customer already has. It opens Wise in a window or in this tab, or takes a code that
 * Wise showed the customer, and hands the authorization code, once, to the partner's backend.
 *
 * Children are shown until the element is upgraded, or if it never is.
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
 * @csspart status - What is happening, in one sentence; a live region.
 * @csspart hint - What the customer can do next, or the account in question.
 * @csspart label - The label of the code field.
 * @csspart input - The code field.
 * @csspart error - What went wrong; an alert.
 * @csspart time - Until when the code can be entered.
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
 * @cssproperty [--wise-link-accent] - Colour of the main button and of progress.
 * @cssproperty [--wise-link-on-accent] - Colour of text on it.
 * @cssproperty [--wise-link-text] - Colour of text.
 * @cssproperty [--wise-link-surface] - Colour of the card.
 * @cssproperty [--wise-link-border] - Colour of borders.
 * @cssproperty [--wise-link-danger] - Colour of errors.
 * @cssproperty [--wise-link-radius=12px] - Radius of the card's corners.
 */
export class WiseLink extends ReactiveElement {
  static override styles: CSSResult = styles;

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
    exchange: { attribute: false },
    headers: { attribute: false },
  };

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
  /** The partner's endpoint that says how things stand: when the page is opened, and after an answer was lost. */
  declare statusUrl: string | undefined;
  /** The partner's endpoint that has Wise send the e-mail. Without it the e-mail flow begins with the code field. */
  declare emailUrl: string | undefined;
  /** Another authorize page: on a Wise host or on loopback. The default is that of `environment`. */
  declare authorizeUrl: string | undefined;
  /** `auto` (the default), `popup`, `redirect` or `email`. */
  declare mode: Mode | undefined;
  /** Hands the code over, instead of `exchange-url`. Resolves to an Answer; rejects with problem details (RFC 9457). */
  declare exchange: Exchange | undefined;
  /** Extra request headers, e.g. the partner's CSRF token: an object, or a function that gives one. */
  declare headers: Headers | undefined;

  #shown: State | undefined;
  #waiting: Waiting[] = [];
  readonly #linking = new Linking({
    headers: () => this.headers,
    configure: () => readConfig(this, location.href),
    contacting: () => en.redirect[0] ?? '',
    navigate: (url) => this.dispatchEvent(new WiseLinkNavigateEvent(url)),
    ready: () => this.requestUpdate(),
    changed: (state, previous) => this.#changed(state, previous),
  });

  readonly #card = new Card({
    launch: () => this.#go(),
    link: () => this.#linking.left(),
    'continue-here': () => this.#linking.start('redirect'),
    email: () => this.#linking.start('email'),
    instead: () => this.#linking.start(),
    decline: () => this.cancel(),
    cancel: () => this.cancel(),
    url: () => this.#linking.url,
    copied: () => this.error?.correlationId || this.#linking.url,
    ahead: () => this.#linking.ahead(),
  });

  /** Where it stands. */
  get phase(): Phase {
    return this.#linking.state.phase;
  }

  /** The linked account, masked. Undefined until the phase is `linked`. */
  get link(): Link | undefined {
    const { state } = this.#linking;
    return state.phase === 'linked' ? state.link : undefined;
  }

  /** What went wrong. Undefined unless the phase is `failed`. */
  get error(): LinkError | undefined {
    const { state } = this.#linking;
    return state.phase === 'failed' ? state.error : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#linking.resume();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving the element in the document takes it out and puts it back in one task: that is no leaving.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#linking.pause();
      this.#card.input.value = ''; // a code is kept nowhere
    });
  }

  /** Another document cannot use the style sheets of this one: it gets its own. */
  adoptedCallback(): void {
    const root = this.shadowRoot;
    const { CSSStyleSheet: Sheet } = this.ownerDocument.defaultView ?? window;
    if (!root) return;
    const sheet = new Sheet();
    sheet.replaceSync(styles.cssText);
    root.adoptedStyleSheets = [sheet];
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(this.#card.form);
    return root;
  }

  protected override willUpdate(): void {
    if (this.isConnected) this.#linking.configure();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { state, config } = this.#linking;
    const { coolFor, expires, hasUrl } = this.#linking;
    const ways = { start: this.#linking.way(), canEmail: !!config?.emailUrl, isFramed: self !== parent, hasUrl, coolFor, expires };
    const view = viewOf(state, en, ways);
    // On the partner's own machine the card tells him what a customer must not read.
    if (this.error?.code === 'misconfigured' && isLoopback(location.hostname)) view.reference = this.error.message;
    // The focus moves with the state only, and is never taken from the page.
    const hadFocus = state !== this.#shown && this.shadowRoot?.activeElement;
    this.#shown = state;
    this.#card.show(view, en, state.phase);
    if (hadFocus) this.#card.focus();
  }

  /**
   * Begins to link. Call it in a click: the window opens before it returns. Resolves to the link; rejects with a
   * LinkError, or with the `wise-link-exit` event if the customer leaves. It need not be awaited.
   */
  open({ mode }: { mode?: Mode } = {}): Promise<Link> {
    const link = new Promise<Link>((resolve, reject) => {
      if (this.isConnected) this.#linking.start(mode);
      // What has ended before, or cannot begin, is told at once.
      if (this.link) resolve(this.link);
      else if (this.error || !this.isConnected) {
        reject(this.error ?? new LinkError('misconfigured', {}, 'Not in the document'));
      } else this.#waiting.push({ resolve, reject });
    });
    link.catch(() => {}); // who does not await it hears of its end by the events
    return link;
  }

  /** Ends the attempt; ignored while the code is with the backend. "Is this you?" is answered with no. */
  cancel(): void {
    this.#linking.cancel();
  }

  /** Back to the beginning, from any end. An attempt under way is cancelled first. */
  reset(): void {
    this.#linking.reset();
  }

  /** Brings the Wise window to the front. False if there is none, or none that can be reached. */
  focusWindow(): boolean {
    return this.#linking.focusWindow();
  }

  /** Hands over a code that the customer typed; ignored unless one is awaited. Wrong text is shown as an error. */
  submitCode(text: string): void {
    this.#linking.submitCode(text);
  }

  /** Has the e-mail sent again; ignored unless a code is awaited, `email-url` is set, and the backend's cool-down is over. */
  resend(): void {
    if (this.phase === 'awaiting-code' && this.#linking.config?.emailUrl) this.#linking.start('email');
  }

  /**
   * Takes the URL with which Wise sent the customer back, where a native shell or a deep link caught it. True if it
   * answers the attempt under way; any other URL is ignored, and so is every one while the element is not in the document.
   */
  handleCallback(url: string): boolean {
    return this.#linking.handleCallback(url);
  }

  /** The main button of the card. */
  #go(): void {
    const { state } = this.#linking;
    if (state.phase === 'awaiting-code') this.submitCode(this.#card.input.value);
    else if (state.phase === 'confirming') this.#linking.answer(true);
    else if (state.phase === 'failed' && state.request) this.#linking.retry();
    else if (state.phase === 'authorizing' && state.window === 'in-app') void this.#card.copy();
    else this.#linking.start();
  }

  #changed(state: State, previous: State): void {
    const { phase } = state;
    const isEnd = !this.#linking.isLive;
    // Whoever begins anew while he hears of this end waits for the next one.
    const waiting = isEnd ? this.#waiting.splice(0) : [];
    if (isEnd) this.#card.input.value = '';
    this.requestUpdate();
    this.dispatchEvent(new WiseLinkChangeEvent(state, previous.phase));
    if (phase === 'linked') {
      // What was there before this page is no news of it.
      if (state.road !== 'before') this.dispatchEvent(new WiseLinkSuccessEvent(state.link));
      for (const { resolve } of waiting) resolve(state.link);
    } else if (phase === 'failed' && isEnd) {
      this.dispatchEvent(new WiseLinkErrorEvent(state.error));
      for (const { reject } of waiting) reject(state.error);
    } else if (phase === 'idle') {
      // Without a reason another element goes on with the attempt, and tells of its end.
      const exit = new WiseLinkExitEvent(state.left ?? 'cancelled');
      if (state.left) this.dispatchEvent(exit);
      for (const { reject } of waiting) reject(exit);
    }
  }
}
