import type { Phase } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { after } from '../../timer.js';
import { consentOf, type Consent } from './consent.js';
import { Drawing } from './icon.js';
import { keepText, onEscape } from './keys.js';
import { mark, part, say, slot } from './part.js';
import type { Control, Main, View } from './view.js';

/** What the customer can ask for, by what is on the control with which they ask. */
export interface Asks extends Record<Exclude<Control | Main, 'copy'>, () => void> {
  /** The address of the link, which is for another tab. */
  url: () => string;
  /** The customer is near: whatever can be made ready is. */
  ahead: () => void;
}

/** In the order in which they stand. */
const CONTROLS = ['launch', 'link', 'continue-here', 'email', 'instead', 'copy', 'decline', 'cancel'] as const;

/** What it says, in the order in which it stands. */
const TEXTS = { status: {}, hint: {}, label: { for: 'input' }, error: { role: 'alert' }, time: {}, next: {}, reference: {} };

/** For how long what is said to screen readers stays, in milliseconds; and the notice of a copy. */
const SAID = 5000;

/** After so many milliseconds the wait for the backend is one that a screen reader speaks of: most answers come before. */
const WAIT = 1000;

/**
 * The whole card. Its parts are made once and hidden when they have nothing to say, so that a half-typed code stays
 * and the live regions are there before they speak.
 */
export class Card {
  readonly form = part('form', 'card', { tabindex: '-1' });
  /** A plain input: Wise documents neither length nor alphabet of a code; paste, undo and autofill work by nature. */
  readonly input = part('input', 'input', {
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
  readonly #texts = Object.entries(TEXTS).map(
    ([name, attributes]) => [name as keyof typeof TEXTS, part(name === 'label' ? name : 'p', name, attributes)] as const,
  );
  /** What is news for a moment: that time runs out, what was copied. */
  readonly #notice = part('p', 'notice');
  /** What is said to screen readers, apart from what is seen: so only the news is said, and an equal one again. */
  readonly #spoken = document.createElement('p');
  /** Stands behind the name of what opens a window. Named by id: so the name is what is seen, in a label of the partner's own too. */
  readonly #opens = Object.assign(document.createElement('p'), { id: 'opens' });
  readonly #link = part('a', 'link', { target: '_blank', rel: 'opener' });
  /** In it stands the label of the main button; the partner's own, where one begins. */
  readonly #main = slot('launch-label');
  readonly #controls = new Map<Control, HTMLElement>();
  readonly #asks: Asks;
  readonly #consent: Consent;
  #last: [view: View, words: Words] | undefined;
  #speaking = new AbortController();

  constructor(asks: Asks) {
    this.#asks = asks;
    const press: Record<Control | Main, () => unknown> = { ...asks, link: () => this.#follow(), copy: () => this.copy() };
    const pressMain = (): unknown => press[this.#last?.[0].main ?? 'launch']();
    const actions = part('div', 'actions');
    this.#consent = consentOf(actions);
    this.#spoken.setAttribute('role', 'status');
    for (const name of CONTROLS) {
      // Never disabled, which would throw the focus away.
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
      this.#notice, // below the buttons, which must not move away under the pointer
      slot('help'),
      this.#spoken,
      this.#opens,
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#consent.takes()) pressMain();
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
    const last = this.#last?.[0];
    const isTyping = phase === 'awaiting-code';
    const isAsked = phase === 'confirming';
    const before = this.form.className && this.form.offsetHeight;
    this.form.className = `${phase}${view.isBusy ? ' busy' : ''}${view.isFirst ? ' first' : ''}${view.isAsking ? ' asking' : ''}`;
    this.form.lang = words.lang;
    this.form.setAttribute('aria-label', words.connect);
    this.form.setAttribute('aria-busy', `${!!view.isAsking}`);
    this.#icon.show(phase);
    for (const [name, text] of this.#texts) say(text, view[name], name === 'error' && view.cause !== last?.cause);
    this.input.hidden = !isTyping;
    this.input.readOnly = !!view.isBusy;
    this.input.setAttribute('aria-invalid', `${!!view.isInvalid}`);
    const place = phase === 'idle' ? 'launch-label' : 'none';
    if (this.#main.name !== place) this.#main.name = place; // WebKit tells of a change where it is the same
    say(this.#opens, words.newWindow.replace('{label}', ''));
    for (const [name, control] of this.#controls) {
      const label = labels[name] || '';
      say(name === 'launch' ? this.#main : control, label);
      control.hidden = !label;
      control.setAttribute('aria-labelledby', name === view.opens ? `${name} opens` : '');
      // Both answers to "is this you?" say of whom.
      control.setAttribute('aria-describedby', isAsked ? 'hint' : '');
      if (name === 'launch') control.setAttribute('part', view.main);
      if (name === 'email') mark(control, 'aria-disabled', view.isCooling && 'true');
    }
    this.#rest();
    this.#last = [view, words];
    const isNew = view.status !== last?.status;
    if (isNew || view.warning !== last?.warning) {
      say(this.#notice, view.warning);
      if (last) void this.#speak(isNew ? view.news : view.warning, phase === 'exchanging' ? WAIT : 0);
    }
    this.#consent.ask(isAsked);
    // A question stands where it will stand from its first moment.
    if (before && !isAsked) this.#ease(before);
  }

  /** The focus goes to what the customer is to do next, if what had it last is gone. */
  focus(last: Element): void {
    if (!this.input.hidden) {
      this.input.focus();
      this.input.select();
    } else if (last.closest('[hidden]')) this.form.focus();
  }

  /** Copies the link, or the reference of what failed, and says for a moment whether it could. */
  async copy(): Promise<void> {
    let came: 'copied' | 'notCopied' = 'copied';
    try {
      await navigator.clipboard.writeText(this.#last?.[0].cause?.correlationId || this.#asks.url());
    } catch {
      came = 'notCopied'; // the browser, or the page around a frame, does not allow it
    }
    const text = this.#last?.[1][came];
    say(this.#notice, text);
    await this.#speak(text);
    say(this.#notice, this.#last?.[0].warning);
  }

  /** Nobody is there any more: a code is kept nowhere, nothing is said, and a question will come up anew. */
  leave(): void {
    this.input.value = '';
    this.#speaking.abort();
    this.#consent.ask(false);
    say(this.#spoken, '');
    this.#last = undefined; // when it is back it is drawn as for the first time
  }

  /** Says it to screen readers in so many milliseconds, in place of what was to be said before. Resolves when it is over. */
  async #speak(text: string | undefined, pause = 0): Promise<void> {
    this.#speaking.abort();
    if (!this.form.isConnected) return;
    const { signal } = (this.#speaking = new AbortController());
    if (pause) await after(pause, signal);
    say(this.#spoken, text, true);
    await after(SAID, signal);
    say(this.#spoken, '');
  }

  /** Nothing jumps: the card gets its new height within a fifth of a second, unless less motion is asked for. */
  #ease(before: number): void {
    const { offsetHeight } = this.form;
    if (before === offsetHeight || window.matchMedia?.('(prefers-reduced-motion)').matches) return;
    this.form.animate?.({ height: [`${before}px`, `${offsetHeight}px`] }, { duration: 200, easing: 'ease-out' });
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
