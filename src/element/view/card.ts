/** The card: makes its parts once, and shows a view in them. */
import type { Phase } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { CONTROLS, newCard, partsOf, TEXT_NAMES } from './blueprint.js';
import { consentOf, type Consent } from './consent.js';
import { LINES } from './icon.js';
import { keepText, onEscape } from './keys.js';
import { liveRegion } from './live-region.js';
import { hide, mark, setText } from './part.js';
import type { Control, Main, View } from './view.js';

/** The callbacks of the card, by the control that calls them. */
export interface Asks extends Record<Exclude<Control | Main, 'copy'>, () => void> {
  /** The URL of the link, which opens in another tab. */
  url: () => string;
  /** The pointer or the focus has come to the card: the attempt can be prefetched. */
  ahead: () => void;
}

/** How long to wait before the call to the backend is announced, in milliseconds. Most responses arrive sooner. */
const ANNOUNCE_DELAY = 1000;

/**
 * The whole card. Its parts are made once, and hidden when they are empty: a half-typed code stays, and live regions exist
 * before they announce something.
 */
export class Card {
  readonly form = newCard();
  readonly #parts = partsOf(this.form);
  readonly input = this.#parts.input;
  readonly #live = liveRegion(this.#find<HTMLElement>('[role=status]'));
  readonly #opens = this.#find<HTMLElement>('#opens');
  /** The label of the main button. */
  readonly #main = this.#find<HTMLSlotElement>('button > slot');
  readonly #asks: Asks;
  readonly #consent: Consent;
  #last: [view: View, words: Words] | undefined;

  constructor(asks: Asks) {
    this.#asks = asks;
    const press: Record<Control | Main, () => unknown> = { ...asks, link: () => this.#follow(), copy: () => this.copy() };
    const pressMain = (): unknown => press[this.#last?.[0].main ?? 'launch']();
    this.#consent = consentOf(this.#parts.actions);
    // One listener for all controls: the label of the main button may hold the partner's own elements.
    this.form.addEventListener('click', (event) => {
      const path = event.composedPath();
      const name = CONTROLS.find((one) => path.includes(this.#parts[one]));
      if (!name) return;
      if (!this.#consent.takes(event.detail)) event.preventDefault();
      else if (name === 'launch') pressMain();
      else press[name]();
    });
    this.#parts.link.addEventListener('auxclick', ({ button }) => button === 1 && this.#follow());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#consent.takes()) pressMain();
    });
    for (const type of ['pointerenter', 'focusin']) this.form.addEventListener(type, asks.ahead);
    keepText(this.input);
    // Escape presses the cancel button. It must not discard typed text.
    onEscape(this.form, () => {
      const canCancel = !(this.#parts.cancel.hidden || (!this.input.hidden && this.input.value));
      if (canCancel) asks.cancel();
      return canCancel;
    });
  }

  #find<E extends Element>(selector: string): E {
    return this.form.querySelector(selector) as E; // the blueprint has it
  }

  /** Shows a view. */
  show(view: View, words: Words, phase: Phase): void {
    const { labels } = view;
    const last = this.#last?.[0];
    const isTyping = phase === 'awaiting-code';
    const isAsked = phase === 'confirming';
    const before = this.form.className && this.form.offsetHeight;
    mark(this.form, 'class', `${phase}${view.isBusy ? ' busy' : ''}${view.isFirst ? ' first' : ''}${view.isAsking ? ' asking' : ''}`);
    mark(this.form, 'lang', words.lang);
    mark(this.form, 'aria-label', words.connect);
    mark(this.form, 'aria-busy', `${!!view.isAsking}`);
    mark(this.#find('path'), 'd', LINES[phase]);
    for (const name of TEXT_NAMES) setText(this.#parts[name], view[name], name === 'error' && view.cause !== last?.cause);
    hide(this.input, !isTyping);
    this.input.readOnly = !!view.isBusy;
    mark(this.input, 'aria-invalid', `${!!view.isInvalid}`);
    const place = phase === 'idle' ? 'launch-label' : 'none';
    if (this.#main.name !== place) this.#main.name = place; // WebKit dispatches slotchange for the same name
    setText(this.#opens, words.newWindow.replace('{label}', ''));
    for (const name of CONTROLS) {
      const control = this.#parts[name];
      const label = labels[name] || '';
      setText(name === 'launch' ? this.#main : control, label);
      hide(control, !label);
      mark(control, 'aria-labelledby', name === view.opens && `${name} opens`);
      // Both answers to "is this you?" are described by the account.
      mark(control, 'aria-describedby', isAsked && 'hint');
      if (name === 'launch') mark(control, 'part', view.main);
      if (name === 'email') mark(control, 'aria-disabled', view.isCooling && 'true');
    }
    this.#hideQuery();
    this.#last = [view, words];
    const isNew = view.status !== last?.status;
    if (isNew || view.warning !== last?.warning) {
      setText(this.#parts.notice, view.warning);
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
    setText(this.#parts.notice, text);
    await this.#live.announce(text);
    setText(this.#parts.notice, this.#last?.[0].warning);
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
    this.#parts.link.href = this.#asks.url();
    setTimeout(() => {
      this.#hideQuery();
      this.#asks.link();
    });
  }

  /** Takes the query, and so the state, out of the link. */
  #hideQuery(): void {
    [this.#parts.link.href = ''] = this.#asks.url().split('?');
  }
}
