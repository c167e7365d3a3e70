import type { WiseLink } from '../../../src/index.js';

/** The controls, in the order in which the customer tries them. */
const CONTROLS = ['confirm', 'retry', 'submit', 'launch', 'continue-here', 'email', 'cancel'] as const;

/** The visible parts of the element. */
export class Card {
  readonly element: WiseLink;

  constructor(element: WiseLink) {
    this.element = element;
  }

  /** A part, if it is visible. */
  part(name: string): HTMLElement | undefined {
    const part = this.element.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);
    return part?.checkVisibility() ? part : undefined;
  }

  /** The visible text of the card or, without a card, of the children. */
  get words(): string {
    const { shadowRoot, textContent, firstElementChild } = this.element;
    if (!shadowRoot) return firstElementChild?.checkVisibility() ? (textContent?.trim() ?? '') : '';
    return ['status', 'error'].map((name) => this.part(name)?.textContent?.trim() ?? '').join('');
  }

  get isAlive(): boolean {
    return !!this.element.shadowRoot;
  }

  get isBusy(): boolean {
    return !!this.element.shadowRoot?.querySelector('.busy');
  }

  /** The control that the customer uses next. */
  get control(): string | undefined {
    return CONTROLS.find((name) => this.part(name));
  }

  /** The customer moves the pointer over the card. */
  near(): void {
    this.part('card')?.dispatchEvent(new PointerEvent('pointerenter'));
  }

  press(name: string): void {
    const part = this.part(name);
    if (!part) throw new Error(`There is no ${name}, but: ${this.words}`);
    part.click();
  }

  /** The text in the code field. */
  get typed(): string | undefined {
    const input = this.part('input');
    return input instanceof (input?.ownerDocument.defaultView ?? window).HTMLInputElement ? input.value : undefined;
  }

  /** Types into the code field. */
  type(text: string): void {
    const input = this.part('input');
    if (!input) throw new Error(`There is no field, but: ${this.words}`);
    Object.assign(input, { value: text });
  }
}
