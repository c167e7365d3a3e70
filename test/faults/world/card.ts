import type { WiseLink } from '../../../src/index.js';

/** The main ways on, the first one that there is being the one that a customer takes. */
const WAYS = ['confirm', 'retry', 'submit', 'launch', 'continue-here', 'email', 'cancel'] as const;

/** What the customer sees of the element. */
export class Card {
  readonly element: WiseLink;

  constructor(element: WiseLink) {
    this.element = element;
  }

  /** A part that can be seen. */
  part(name: string): HTMLElement | undefined {
    const part = this.element.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);
    return part?.checkVisibility() ? part : undefined;
  }

  /** What he reads: the card's words or, where there is no card, the children's. */
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

  /** The way on that he takes. */
  get way(): string | undefined {
    return WAYS.find((name) => this.part(name));
  }

  /** The customer comes near with his pointer. */
  near(): void {
    this.part('card')?.dispatchEvent(new PointerEvent('pointerenter'));
  }

  press(name: string): void {
    const part = this.part(name);
    if (!part) throw new Error(`There is no ${name}, but: ${this.words}`);
    part.click();
  }

  /** What stands in the code field. */
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
