/** The card: makes its parts once, and shows a view in them. */
import type { Phase } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { CONTROLS, newCard, TEXT_NAMES, type PartName } from './blueprint.js';
import { consentOf, type Consent } from './consent.js';
import { LINES } from './icon.js';
import { keepText, onEscape } from './keys.js';
import { liveRegion } from './live-region.js';
import { hide, mark, setText, splitSentences } from './part.js';
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
  /** The elements that have an id, found in one pass. The blueprint has them all. */
  readonly #parts = Object.fromEntries(Array.from(this.form.querySelectorAll<HTMLElement>('[id]'), (part) => [part.id, part])) as Record<PartName, HTMLElement>;
  readonly input = this.#parts.input as HTMLInputElement;
  readonly #live = liveRegion(this.#parts.live);
  readonly #link = this.#parts.link as HTMLAnchorElement;
  readonly #asks: Asks;
  readonly #consent: Consent;
  #last: [view: View, words: Words] | undefined;
  /** Whether the listeners that only a later phase needs have been added. */
  #isBegun = false;
  /** Whether the last view had another phase or error than the one before. */
  #isNews = false;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#consent = consentOf(this.#parts.actions);
    // One listener for all controls: the label of the main button may hold the partner's own elements.
    this.form.addEventListener('click', (event) => {
      const path = event.composedPath();
      const name = CONTROLS.find((one) => path.includes(this.#parts[one]));
      if (!name || this.#parts[name].hasAttribute('aria-disabled')) return;
      if (!this.#consent.takes(event.detail)) event.preventDefault();
      else if (name === 'launch') this.#press(this.#last?.[0].main ?? name);
      else this.#press(name);
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      asks.submit();
    });
    for (const type of ['pointerenter', 'focusin']) this.form.addEventListener(type, asks.ahead);
  }

  #press(name: Control | Main): void {
    if (name === 'link') this.#follow();
    else if (name === 'copy') void this.copy();
    else this.#asks[name]();
  }

  /** Adds the listeners for what a card shows once the customer has begun: the field, the link and the button that cancels. */
  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#link.addEventListener('auxclick', ({ button }) => button === 1 && this.#follow());
    keepText(this.input);
    // Escape presses the cancel button. It must not discard typed text.
    onEscape(this.form, () => {
      const canCancel = !(this.#parts.cancel.hidden || (!this.input.hidden && this.input.value));
      if (canCancel) this.#asks.cancel();
      return canCancel;
    });
  }

  /** Shows a view. */
  show(view: View, words: Words, phase: Phase): void {
    const { labels } = view;
    const [last, lastWords] = this.#last ?? [];
    const parts = this.#parts;
    if (phase !== 'idle') this.#begin();
    const { className } = this.form;
    mark(this.form, 'class', `${phase}${view.isBusy ? ' busy' : ''}${view.isFirst ? ' first' : ''}${view.isAsking ? ' asking' : ''}`);
    this.#isNews = className !== this.form.className || view.cause !== last?.cause;
    if (words !== lastWords) {
      mark(this.form, 'lang', words.lang);
      mark(this.form, 'aria-label', words.connect);
      setText(parts.opens, words.newWindow.replace('{label}', ''));
    }
    mark(this.form, 'aria-busy', `${!!view.isAsking}`);
    mark(parts.line, 'd', LINES[phase]);
    // Only what differs: reading the elements takes longer than comparing the views.
    for (const name of TEXT_NAMES) {
      const isNewCause = name === 'error' && view.cause !== last?.cause;
      if (last && !isNewCause && view[name] === last[name]) continue;
      setText(parts[name], view[name], isNewCause);
      splitSentences(parts[name]);
    }
    mark(parts.hint, 'data-initials', view.initials);
    hide(this.input, !view.label);
    this.input.readOnly = !!view.isBusy;
    mark(this.input, 'aria-invalid', `${!!view.isInvalid}`);
    // Only the same name is left alone: WebKit dispatches slotchange for it.
    mark(parts['launch-label'], 'name', phase === 'idle' ? 'launch-label' : 'none');
    mark(parts.introduction, 'name', view.isFirst ? 'introduction' : 'none');
    for (const name of CONTROLS) {
      const control = parts[name];
      const label = labels[name] || '';
      const opens = name === view.opens;
      if (last && label === (last.labels[name] || '') && opens === (name === last.opens)) continue;
      setText(parts[name === 'launch' ? 'launch-label' : name], label);
      hide(control, !label);
      mark(control, 'aria-labelledby', opens && `${name} opens`);
    }
    mark(parts.launch, 'part', view.main);
    mark(parts.submit, 'aria-disabled', view.isBusy && 'true');
    mark(parts.email, 'aria-disabled', view.isCooling && 'true');
    if (labels.link) this.#hideQuery();
    this.#last = [view, words];
    const isNew = view.status !== last?.status;
    if (isNew || view.warning !== last?.warning) {
      setText(parts.notice, view.warning);
      if (last) void this.#live.announce(isNew ? view.news : view.warning, phase === 'exchanging' ? ANNOUNCE_DELAY : 0);
    }
    this.#consent.ask(phase === 'confirming');
  }

  /** Moves the focus to the next step of the customer, or if the element that had it is hidden. A reminder of the time moves nothing. */
  focus(last: Element): void {
    if (this.#isNews && !this.input.hidden && !this.input.readOnly) {
      this.input.focus();
      this.input.select();
    } else if (last.closest('[hidden],[aria-disabled]')) this.form.focus();
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
