import { ReactiveElement, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import { activityOf, handover, read } from './activity.js';
import { isLoopback, readConfig, type Config, type Environment, type Mode } from './config.js';
import type { Link } from './contract.js';
import { asLinkError, LinkError } from './errors.js';
import {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from './events.js';
import { Session } from './flow/session.js';
import type { FlowEvent, Phase, State, Via } from './flow/state.js';
import type { Launcher } from './launch/launcher.js';
import { deliver } from './launch/mailbox.js';
import { Popup } from './launch/popup.js';
import { redirect, returned } from './launch/redirect.js';
import { en } from './locales/en.js';
import { newAttempt, type Attempt } from './oauth/attempt.js';
import type { Exchange } from './oauth/exchange.js';
import type { Headers } from './oauth/post.js';
import { readTypedCode } from './oauth/typed-code.js';
import { after } from './timer.js';
import { Card } from './view/card.js';
import { viewOf, type Start } from './view/view.js';
import { styles } from './wise-link.styles.js';

/** How long an attempt lasts, in milliseconds: as long as a code of Wise's. */
const LIFETIME = 30 * 60 * 1000;

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
 * @csspart reference - Names a failed attempt for support.
 * @csspart actions - The row of buttons.
 * @csspart submit - Hands over the typed code.
 * @csspart launch - Begins, begins again, or brings the Wise window to the front.
 * @csspart continue-here - Goes to Wise in this tab instead.
 * @csspart confirm - "Yes, it is my account."
 * @csspart decline - "No, it is not."
 * @csspart retry - Sends the same code again.
 * @csspart resend - Has the e-mail sent again.
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

  #attempt: Attempt | undefined;
  #shown: State | undefined;
  #prepared: Attempt | undefined;
  readonly #popup = new Popup();
  readonly #session = new Session(
    activityOf(this, () => this.#present(), (via) => this.#launcher(via)),
    (state, previous) => this.#changed(state, previous),
  );

  readonly #card = new Card({
    main: () => this.#go(),
    here: () => this.#start('redirect'),
    resend: () => this.#start(),
    cancel: () => this.cancel(),
  });

  /** Where it stands. */
  get phase(): Phase {
    return this.#session.state.phase;
  }

  /** The linked account, masked. Undefined until the phase is `linked`. */
  get link(): Link | undefined {
    const { state } = this.#session;
    return state.phase === 'linked' ? state.link : undefined;
  }

  /** What went wrong. Undefined unless the phase is `failed`. */
  get error(): LinkError | undefined {
    const { state } = this.#session;
    return state.phase === 'failed' ? state.error : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving the element in the document takes it out and puts it back in one task: the attempt goes on.
    queueMicrotask(() => this.isConnected || this.cancel());
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(this.#card.form);
    return root;
  }

  protected override willUpdate(): void {
    if (!this.#attempt && this.isConnected) this.#configure();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { state } = this.#session;
    const view = viewOf(state, en, this.#way());
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
    const ended = new AbortController();
    const link = new Promise<Link>((resolve, reject) => {
      if (this.isConnected) this.#start(mode);
      this.addEventListener('wise-link-success', (event) => resolve(event.link), ended);
      this.addEventListener('wise-link-error', (event) => reject(event.error), ended);
      this.addEventListener('wise-link-exit', reject, ended);
      // What has ended before, or cannot begin, is told at once.
      if (this.link) resolve(this.link);
      if (this.error || !this.isConnected) reject(this.error ?? new LinkError('misconfigured', {}, 'Not in the document'));
    });
    // Who does not await it hears of its end by the events.
    link.catch(() => {}).finally(() => ended.abort());
    return link;
  }

  /** Ends the attempt; ignored while the code is with the backend. "Is this you?" is answered with no. */
  cancel(): void {
    this.#answer(false);
    this.#session.send({ phase: 'idle', left: 'cancelled' });
  }

  /** Back to the beginning, from any end. An attempt under way is cancelled first. */
  reset(): void {
    this.cancel();
    if (!this.#attempt) this.#session.send({ phase: 'idle' });
  }

  /** Hands over a code that the customer typed; ignored unless one is awaited. Wrong text is shown as an error. */
  submitCode(text: string): void {
    if (this.phase !== 'awaiting-code') return;
    this.#try(({ state, config: { redirectUri } }) =>
      handover({ state, code: readTypedCode(text), source: 'typed', redirectUri }),
    );
  }

  /**
   * Takes the URL with which Wise sent the customer back, where a native shell or a deep link caught it. True if it
   * answers the attempt under way; any other URL is ignored.
   */
  handleCallback(url: string): boolean {
    const letter = URL.canParse(url) ? new URL(url) : undefined;
    const { state } = this.#session;
    // Not where a code has been handed over: a second one would take the first one's place.
    if (!this.#attempt || 'request' in state || 'link' in state) return false;
    if (letter?.searchParams.get('state') !== this.#attempt.state) return false;
    this.#try((attempt) => read(letter, attempt, 'redirect'));
    return true;
  }

  /** The main button of the card. */
  #go(): void {
    const { state } = this.#session;
    if (state.phase === 'awaiting-code') this.submitCode(this.#card.input.value);
    else if (state.phase === 'confirming') this.#answer(true);
    else if (state.phase === 'failed' && state.request) this.#session.send({ phase: 'exchanging', request: state.request });
    else this.#start();
  }

  /** Reads the attributes, and makes the next attempt ready, so that a click has nothing to do but open the window. */
  #configure(): void {
    const isFirst = !this.#prepared;
    try {
      const { config } = (this.#prepared = newAttempt(readConfig(this, location.href), 0));
      if (this.error?.code === 'misconfigured') this.reset();
      if (isFirst) this.#resume(config);
    } catch (cause) {
      this.#prepared = undefined;
      const error = asLinkError(cause);
      if (this.error?.message !== error.message) this.#session.send({ phase: 'failed', error });
    }
  }

  /** After a redirect it continues by itself; in the e-mail flow it may begin with the code field. */
  #resume(config: Config): void {
    const arrival = returned((state) => newAttempt(config, 0, state).url, config.redirectUri);
    if (arrival?.expires) {
      this.#attempt = newAttempt(config, arrival.expires, arrival.state);
      if (!this.handleCallback(arrival.letter)) this.#attempt = undefined;
    } else if (arrival) {
      const leaving = new AbortController();
      void after(60_000, leaving.signal).then(() => leaving.abort());
      void deliver(arrival.state, arrival.letter, leaving).then(() => window.close());
    } else if (this.#way() === 'code') {
      this.#start();
    }
  }

  /** Sends the event that is made of the present attempt, or what was thrown while it was made. */
  #try(make: (present: Attempt) => FlowEvent): void {
    let event: FlowEvent;
    try {
      event = make(this.#present());
    } catch (cause) {
      event = { phase: 'failed', error: asLinkError(cause) };
    }
    this.#session.send(event);
  }

  /** Begins, or brings the Wise window to the front. */
  #start(mode?: Mode): void {
    if (this.phase === 'failed') this.cancel(); // gives up a code that could go again
    // Attributes that were set, or an attempt that ended, in this very task.
    if (!this.#attempt && this.isUpdatePending) this.#configure();
    if (!this.#prepared) return;
    const way = this.#way(mode);
    if (way === 'email') this.#session.send({ phase: 'requesting-email' });
    else if (way === 'code') this.#session.send({ phase: 'awaiting-code' });
    else if (way === 'redirect' || this.phase !== 'authorizing' || !this.#popup.focus()) {
      this.#session.send({ phase: 'authorizing', via: way, window: 'open' });
    }
  }

  #way(asked?: Mode): Start {
    const { state } = this.#session;
    const mode = asked ?? ('via' in state ? state.via : this.mode);
    if (mode === 'email') return this.emailUrl ? 'email' : 'code';
    // A phone shows a popup as another tab, from which few find back.
    return mode === 'redirect' || (mode !== 'popup' && /Android|iPhone|iPad/.test(navigator.userAgent)) ? 'redirect' : 'popup';
  }

  #answer(confirm: boolean): void {
    const { state } = this.#session;
    if (state.phase === 'confirming') this.#session.send(handover({ attemptId: state.attemptId, confirm }));
  }

  /** A native shell may cancel the event: then it opens Wise itself, and `handleCallback` ends the wait. */
  #launcher(via: Via): Launcher {
    const isOurs = this.dispatchEvent(new WiseLinkNavigateEvent(this.#present().url));
    // A listener may also have cancelled the attempt.
    if (!isOurs || this.phase !== 'authorizing') return () => new Promise(() => {});
    return via === 'popup' ? this.#popup.launch : redirect;
  }

  /** The attempt under way; if there is none, the prepared one begins now. */
  #present(): Attempt {
    if (!this.#prepared) throw new LinkError('misconfigured');
    return (this.#attempt ??= { ...this.#prepared, expires: Date.now() + LIFETIME });
  }

  #changed(state: State, previous: State): void {
    const { phase } = state;
    const isEnd = phase === 'linked' || phase === 'idle' || (phase === 'failed' && !state.request);
    if (isEnd) {
      this.#attempt = undefined;
      this.#card.input.value = ''; // a code is kept nowhere
    }
    this.requestUpdate();
    this.dispatchEvent(new WiseLinkChangeEvent(state, previous.phase));
    if (phase === 'linked') this.dispatchEvent(new WiseLinkSuccessEvent(state.link));
    if (phase === 'failed' && isEnd) this.dispatchEvent(new WiseLinkErrorEvent(state.error));
    if (phase === 'idle' && state.left) this.dispatchEvent(new WiseLinkExitEvent(state.left));
  }
}
