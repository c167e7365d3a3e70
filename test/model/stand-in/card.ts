import type { Phase } from '../../../src/flow/state.js';
import type { Words } from '../../../src/locales/en.js';
import type { Asks, Card as RealCard } from '../../../src/element/view/card.js';
import type { View } from '../../../src/element/view/view.js';
import type { Globals } from '../globals.js';

declare const $page: Globals;

/** Replaces the card: stores the view and the callbacks, and renders nothing. */
export class Card implements Omit<RealCard, 'form' | 'input'> {
  readonly form = {};
  readonly input = { value: '' };
  view: View | undefined;
  phase: Phase | undefined;
  readonly asks: Asks;

  constructor(asks: Asks) {
    this.asks = asks;
    $page.draws(this);
  }

  show(view: View, _words: Words, phase: Phase): void {
    this.view = view;
    this.phase = phase;
    $page.shows(this);
  }

  focus(): void {}

  leave(): void {
    this.input.value = '';
  }

  async copy(): Promise<void> {}
}
