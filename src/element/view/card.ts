/** The card: makes its parts once, and shows a view in them. */
import type { Phase } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { consentOf, type Consent } from './consent.js';
import { Drawing } from './icon.js';
import { keepText, onEscape } from './keys.js';
import { liveRegion } from './live-region.js';
import { mark, part, setText, slot, withAttributes } from './part.js';
import type { Control, Main, View } from './view.js';

/** The callbacks of the card, by the control that calls them. */
export interface Asks extends Record<Exclude<Control | Main, 'copy'>, () => void> {
  /** The URL of the link, which opens in another tab. */
  url: () => string;
  /** The pointer or the focus has come to the card: the attempt can be prefetched. */
  ahead: () => void;
}

/** In the order in which they are shown. */
const CONTROLS = ['launch', 'link', 'continue-here', 'email', 'instead', 'copy', 'decline', 'cancel'] as const;

/** The texts, in the order in which they are shown. */
const TEXTS = { status: {}, hint: {}, label: { for: 'input' }, error: { role: 'alert' }, time: {}, next: {}, reference: {} };

/** How long to wait before the call to the backend is announced, in milliseconds. Most responses arrive sooner. */
const ANNOUNCE_DELAY = 1000;

/**
 * The whole card. Its parts are made once, and hidden when they are empty: a half-typed code stays, and live regions exist
 * before they announce something.
 */
export class Card {
  readonly form = part('form', 'card', { tabindex: '-1' });
  /** A plain input: Wise documents neither the length nor the alphabet of a code, and paste, undo and autofill just work. */
  readonly input = part('input', 'input', {
    'aria-describedby': 'hint error time',
    autocomplete: 'one-time-code',
    autocapitalize: 'none',
    autocorrect: 'off',
    spellcheck: 'false',
    // Session replay tools mask elements with these marks (docs/security.md).
    class: 'rr-block ph-no-capture highlight-block amp-block',
    'data-sentry-block': '',
    'data-dd-privacy': 'mask',
    'data-openreplay-obscured': '',
    'data-nr-block': '',
    'data-private': '',
  });
  readonly #icon = new Drawing();
  readonly #texts = Object.entries(TEXTS).map(
    ([name, attributes]) => [name as keyof typeof TEXTS, part(name === 'label' ? name : 'p', name, attributes)] as const,
  );
  /** A short notice: time is running out, or something was copied. */
  readonly #notice = part('p', 'notice');
  readonly #status = withAttributes(document.createElement('p'), { role: 'status' });
  readonly #live = liveRegion(this.#status);
  /** Added to the name of a control that opens a window. Referenced by id, so that the name contains the partner's own label too. */
  readonly #opens = Object.assign(document.createElement('p'), { id: 'opens' });
  readonly #link = part('a', 'link', { target: '_blank', rel: 'opener' });
  /** The label of the main button. In the phase `idle` the partner can replace it. */
  readonly #main = slot('launch-label');
  readonly #controls = new Map<Control, HTMLElement>();
  readonly #asks: Asks;
  readonly #consent: Consent;
  #last: [view: View, words: Words] | undefined;

  constructor(asks: Asks) {
    this.#asks = asks;
    const press: Record<Control | Main, () => unknown> = { ...asks, link: () => this.#follow(), copy: () => this.copy() };
    const pressMain = (): unknown => press[this.#last?.[0].main ?? 'launch']();
    const actions = part('div', 'actions');
    this.#consent = consentOf(actions);
    for (const name of CONTROLS) {
      // Never disabled: that would lose the focus.
      const control: HTMLElement = name === 'link' ? this.#link : part('button', name, { type: 'button' });
      const pressed = name === 'launch' ? pressMain : press[name];
      control.addEventListener('click', (event) => (this.#consent.takes(event.detail) ? void pressed() : event.preventDefault()));
      this.#controls.set(name, control);
      if (name === 'launch') control.append(this.#main);
      actions.append(control);
    }
    this.#link.addEventListener('auxclick', ({ button }) => button === 1 && this.#follow());
    this.form.append(
      slot('logo'),
      this.#icon.svg,
      ...this.#texts.flatMap(([name, text]) => (name === 'label' ? [text, this.input] : text)),
      actions,
      this.#notice, // below the buttons, which must not move under the pointer
      slot('help'),
      this.#status,
      this.#opens,
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#consent.takes()) pressMain();
    });
    for (const type of ['pointerenter', 'focusin']) this.form.addEventListener(type, asks.ahead);
    keepText(this.input);
    // Escape presses the cancel button. It must not discard typed text.
    onEscape(this.form, () => {
      const canCancel = !(this.#controls.get('cancel')?.hidden || (!this.input.hidden && this.input.value));
      if (canCancel) asks.cancel();
      return canCancel;
    });
  }

  /** Shows a view. */
  show(view: View, words: Words, phase: Phase): void {
    const { labels } = view;
    const last = this.#last?.[0];
    const isTyping = phase === 'awaiting-code';
    const isAsked = phase === 'confirming';
    const before = this.form.className && this.form.offsetHeight;
    this.form.className = `${phase}${view.isBusy ? ' busy' : ''}${view.isFirst ? ' first' : ''}${view.isAsking ? ' asking' : ''}`;
    this.form.lang = words.lang;
    this.form.setAttribute('aria-label', words.connect);
    this.form.setAttribute('aria-busy', `${!!view.isAsking}`);
    this.#icon.show(phase);
    for (const [name, text] of this.#texts) setText(text, view[name], name === 'error' && view.cause !== last?.cause);
    this.input.hidden = !isTyping;
    this.input.readOnly = !!view.isBusy;
    this.input.setAttribute('aria-invalid', `${!!view.isInvalid}`);
    const place = phase === 'idle' ? 'launch-label' : 'none';
    if (this.#main.name !== place) this.#main.name = place; // WebKit dispatches slotchange for the same name
    setText(this.#opens, words.newWindow.replace('{label}', ''));
    for (const [name, control] of this.#controls) {
      const label = labels[name] || '';
      setText(name === 'launch' ? this.#main : control, label);
      control.hidden = !label;
      control.setAttribute('aria-labelledby', name === view.opens ? `${name} opens` : '');
      // Both answers to "is this you?" are described by the account.
      control.setAttribute('aria-describedby', isAsked ? 'hint' : '');
      if (name === 'launch') control.setAttribute('part', view.main);
      if (name === 'email') mark(control, 'aria-disabled', view.isCooling && 'true');
    }
    this.#hideQuery();
    this.#last = [view, words];
    const isNew = view.status !== last?.status;
    if (isNew || view.warning !== last?.warning) {
      setText(this.#notice, view.warning);
      if (last) void this.#live.announce(isNew ? view.news : view.warning, phase === 'exchanging' ? ANNOUNCE_DELAY : 0);
    }
    this.#consent.ask(isAsked);
    // A question must not move while the customer reads it.
    if (before && !isAsked) this.#ease(before);
  }

  /** Moves the focus to the next step of the customer, if the element that had it is hidden. */
  focus(last: Element): void {
    if (!this.input.hidden) {
      this.input.focus();
      this.input.select();
    } else if (last.closest('[hidden]')) this.form.focus();
  }

  /** Copies the link, or the reference of a failure, and shows for a moment whether it worked. */
  async copy(): Promise<void> {
    let outcome: 'copied' | 'notCopied' = 'copied';
    try {
      await navigator.clipboard.writeText(this.#last?.[0].cause?.correlationId || this.#asks.url());
    } catch {
      outcome = 'notCopied'; // the browser, or the page around a frame, does not allow it
    }
    const text = this.#last?.[1][outcome];
    setText(this.#notice, text);
    await this.#live.announce(text);
    setText(this.#notice, this.#last?.[0].warning);
  }

  /** The element has been removed: drops the typed code and any announcement. A question starts again later. */
  leave(): void {
    this.input.value = '';
    this.#live.clear();
    this.#consent.ask(false);
    this.#last = undefined; // the next view is shown like the first one
  }

  /** Animates the height for 0.2 seconds, unless the customer prefers reduced motion. */
  #ease(before: number): void {
    const { offsetHeight } = this.form;
    if (before === offsetHeight || window.matchMedia?.('(prefers-reduced-motion)').matches) return;
    this.form.animate?.({ height: [`${before}px`, `${offsetHeight}px`] }, { duration: 200, easing: 'ease-out' });
  }

  /** The URL holds the OAuth state, which scripts may record from an attribute. It is set only while the browser follows the link. */
  #follow(): void {
    this.#link.href = this.#asks.url();
    setTimeout(() => {
      this.#hideQuery();
      this.#asks.link();
    });
  }

  /** Takes the query, and so the state, out of the link. */
  #hideQuery(): void {
    [this.#link.href = ''] = this.#asks.url().split('?');
  }
}
