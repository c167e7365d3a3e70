import type { Phase } from '../flow/state.js';
import type { Words } from '../locales/en.js';
import { fill } from '../locales/fill.js';
import { consentOf, type Consent } from './consent.js';
import { Drawing } from './icon.js';
import { keepText, onEscape } from './keys.js';
import { part, say, slot } from './part.js';
import type { Control, View } from './view.js';

/** What the customer can ask for, by the control with which he asks. */
export interface Asks extends Record<Exclude<Control, 'copy'>, () => void> {
  /** The address of the link, which is for another tab. */
  url: () => string;
  /** What is copied: the same, or the reference of what failed. */
  copied: () => string;
  /** The customer is near: whatever can be made ready is. */
  ahead: () => void;
}

/** In the order in which they stand. */
const CONTROLS = ['launch', 'link', 'continue-here', 'email', 'instead', 'copy', 'decline', 'cancel'] as const;

/**
 * The whole card. Its parts are made once and hidden when they have nothing to say, so that a half-typed code stays
 * and the live regions are there before they speak.
 */
export class Card {
  readonly form = part('form', 'card', { tabindex: '-1' });
  /** A plain input: Wise documents neither length nor alphabet of a code; paste, undo and autofill work by nature. */
  readonly input = part('input', 'input', {
    id: 'code',
    'aria-describedby': 'hint error time',
    autocomplete: 'one-time-code',
    autocapitalize: 'none',
    autocorrect: 'off',
    spellcheck: 'false',
    // What session replay tools know a secret by (docs/security.md).
    class: 'rr-block ph-no-capture highlight-block amp-block',
    'data-sentry-block': '',
    'data-dd-privacy': 'mask',
    'data-openreplay-obscured': '',
    'data-nr-block': '',
    'data-private': '',
  });
  readonly #icon = new Drawing();
  readonly #status = part('p', 'status', { role: 'status' });
  readonly #hint = part('p', 'hint', { id: 'hint' });
  readonly #label = part('label', 'label', { for: 'code' });
  readonly #error = part('p', 'error', { id: 'error', role: 'alert' });
  readonly #time = part('p', 'time', { id: 'time' });
  readonly #next = part('p', 'next');
  readonly #reference = part('p', 'reference');
  readonly #link = part('a', 'link', { target: '_blank', rel: 'opener' });
  /** In it stands the label of the main button; the partner's own, where one begins. */
  readonly #main = slot('launch-label');
  readonly #controls = new Map<Control, HTMLElement>();
  readonly #asks: Asks;
  readonly #consent: Consent;
  #last: [view: View, words: Words, phase: Phase] | undefined;

  constructor(asks: Asks) {
    this.#asks = asks;
    const press = { ...asks, link: () => this.#follow(), copy: () => this.copy() };
    const actions = part('div', 'actions');
    this.#consent = consentOf(actions);
    for (const name of CONTROLS) {
      // Never disabled, which would throw the focus away.
      const control: HTMLElement = name === 'link' ? this.#link : part('button', name, { type: 'button' });
      control.addEventListener('click', (event) => (this.#consent.takes(event.detail) ? void press[name]() : event.preventDefault()));
      this.#controls.set(name, control);
      if (name === 'launch') control.append(this.#main);
      actions.append(control);
    }
    // His own label is a part of the button's name.
    this.#main.addEventListener('slotchange', () => this.#last && this.show(...this.#last));
    this.#link.addEventListener('auxclick', ({ button }) => button === 1 && this.#follow());
    this.form.append(
      slot('logo'),
      this.#icon.svg,
      this.#status,
      this.#hint,
      this.#label,
      this.input,
      this.#error,
      this.#time,
      this.#next,
      this.#reference,
      actions,
      slot('help'),
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#consent.takes()) asks.launch();
    });
    for (const type of ['pointerenter', 'focusin']) this.form.addEventListener(type, asks.ahead);
    keepText(this.input);
    // It stands for the button, and throws no text away.
    onEscape(this.form, () => {
      const isTaken = !(this.#controls.get('cancel')?.hidden || (!this.input.hidden && this.input.value));
      if (isTaken) asks.cancel();
      return isTaken;
    });
  }

  /** Shows a view. */
  show(view: View, words: Words, phase: Phase): void {
    const { labels } = view;
    const isTyping = phase === 'awaiting-code';
    const before = this.form.className && this.form.offsetHeight;
    this.form.className = `${phase}${view.isBusy ? ' busy' : ''}${view.isFirst ? ' first' : ''}${view.isAsking ? ' asking' : ''}`;
    this.form.lang = words.lang;
    this.form.ariaBusy = `${view.isAsking}`;
    this.#icon.show(view.icon);
    say(this.#status, view.status);
    this.#status.hidden = false; // a live region that is hidden in between is not heard when it speaks again
    say(this.#hint, view.hint);
    say(this.#label, isTyping && words.label);
    this.input.hidden = !isTyping;
    this.input.readOnly = view.isBusy;
    this.input.ariaInvalid = `${view.isInvalid}`;
    say(this.#error, view.error);
    say(this.#time, view.time);
    say(this.#next, view.next);
    say(this.#reference, view.reference);
    const place = phase === 'idle' ? 'launch-label' : 'none';
    if (this.#main.name !== place) this.#main.name = place; // WebKit tells of a change where it is the same
    for (const [name, control] of this.#controls) {
      const opens = name === 'link' || (name === (isTyping ? 'instead' : 'launch') && view.opens);
      const label = labels[name] || '';
      say(name === 'launch' ? this.#main : control, label);
      control.hidden = !label;
      control.ariaLabel = opens ? fill(words.newWindow, { label: (name === 'launch' && this.#given()) || label }) : null;
      if (name === 'launch') control.setAttribute('part', view.main);
      if (name === 'email') control.ariaDisabled = view.isCooling ? 'true' : null;
    }
    this.#rest();
    this.#last = [view, words, phase];
    const isAsked = phase === 'confirming';
    this.#consent.ask(isAsked);
    // A question stands where it will stand from its first moment.
    if (before && !isAsked) this.#ease(before);
  }

  /** The focus goes to what the customer is to do next, if it was on something that is gone. */
  focus(): void {
    if (!this.input.hidden) {
      this.input.focus();
      this.input.select();
    } else if (!(this.form.getRootNode() as ShadowRoot).activeElement?.checkVisibility()) this.form.focus();
  }

  /** The element is taken out: a code is kept nowhere, and a question will come up anew. */
  leave(): void {
    this.input.value = '';
    this.#consent.ask(false);
  }

  /** Copies the link, and says whether it could. */
  async copy(): Promise<void> {
    const { textContent } = this.#status;
    const isCopied = await copied(this.#asks.copied());
    // What the card says of something else by now stays.
    if (this.#status.textContent !== textContent) return;
    const words = this.#last?.[1];
    if (isCopied) say(this.#status, words?.copied);
    else say(this.#error, words?.notCopied);
  }

  /** The text of the partner's own label, where it is shown. */
  #given(): string {
    return this.#main.assignedNodes().map((node) => node.textContent?.trim()).join(' ');
  }

  /** Nothing jumps: the card gets its new height within a fifth of a second, unless less motion is asked for. */
  #ease(before: number): void {
    const { offsetHeight } = this.form;
    if (before === offsetHeight || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.form.animate({ height: [`${before}px`, `${offsetHeight}px`] }, { duration: 200, easing: 'ease-out' });
  }

  /** The state belongs in no attribute that a script of the page may record: only while the browser follows the link. */
  #follow(): void {
    this.#link.href = this.#asks.url();
    setTimeout(() => {
      this.#rest();
      this.#asks.link();
    });
  }

  #rest(): void {
    [this.#link.href = ''] = this.#asks.url().split('?');
  }
}

/** False where the browser, or the page around a frame, does not allow it. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
