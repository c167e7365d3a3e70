import type { Phase } from '../flow/state.js';
import type { Words } from '../locales/en.js';
import { part, say } from './part.js';
import type { View } from './view.js';

/** What the customer can ask for. */
export interface Asks {
  main: () => void;
  here: () => void;
  resend: () => void;
  cancel: () => void;
}

/**
 * The whole card. Its parts are made once and hidden when they have nothing to say, so that a half-typed code stays
 * and the live regions are there before they speak.
 */
export class Card {
  readonly form = part('form', 'card', { lang: 'en', tabindex: '-1' });
  /** A plain input: Wise documents neither length nor alphabet of a code; paste, undo and autofill work by nature. */
  readonly input = part('input', 'input', {
    id: 'code',
    'aria-describedby': 'hint error',
    autocomplete: 'one-time-code',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  readonly #status = part('p', 'status', { role: 'status' });
  readonly #hint = part('p', 'hint', { id: 'hint' });
  readonly #label = part('label', 'label', { for: 'code' });
  readonly #error = part('p', 'error', { id: 'error', role: 'alert' });
  readonly #reference = part('p', 'reference');
  readonly #main: HTMLButtonElement;
  readonly #here: HTMLButtonElement;
  readonly #decline: HTMLButtonElement;
  readonly #resend: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;

  constructor(asks: Asks) {
    const button = (name: string, ask: () => void): HTMLButtonElement => {
      // Never disabled, which would throw the focus away.
      const made = part('button', name, { type: 'button' });
      // The second click of a double click is meant for what stood there before.
      made.addEventListener('click', ({ detail }) => detail < 2 && ask());
      actions.append(made);
      return made;
    };
    const actions = part('div', 'actions');
    this.#main = button('launch', asks.main);
    this.#here = button('continue-here', asks.here);
    this.#decline = button('decline', asks.cancel);
    this.#resend = button('resend', asks.resend);
    this.#cancel = button('cancel', asks.cancel);
    this.form.append(this.#status, this.#hint, this.#label, this.input, this.#error, this.#reference, actions);
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      asks.main();
    });
    this.form.addEventListener('keydown', ({ key }) => key === 'Escape' && asks.cancel());
  }

  /** Shows a view. */
  show(view: View, words: Words, phase: Phase): void {
    const isTyping = phase === 'awaiting-code';
    this.form.className = view.isBusy ? `${phase} busy` : phase;
    say(this.#status, view.status);
    this.#status.hidden = false; // a live region that is hidden in between is not heard when it speaks again
    say(this.#hint, view.hint);
    say(this.#label, isTyping && words.label);
    this.input.hidden = !isTyping;
    this.input.ariaInvalid = `${!!view.error}`;
    say(this.#error, view.error);
    say(this.#reference, view.reference);
    say(this.#main, view.button);
    this.#main.setAttribute('part', view.main);
    this.#main.ariaLabel = view.opens ? view.button + words.newWindow : null;
    say(this.#here, view.canContinueHere && words.continueHere);
    say(this.#decline, phase === 'confirming' && words.decline);
    say(this.#resend, view.canResend && words.resend);
    say(this.#cancel, view.canCancel && words.cancel);
  }

  /** The focus goes to what the customer is to do next, if it was on something that is gone. */
  focus(): void {
    if (!this.input.hidden) {
      this.input.focus();
      this.input.select();
    } else if (!(this.form.getRootNode() as ShadowRoot).activeElement?.checkVisibility()) this.form.focus();
  }
}
