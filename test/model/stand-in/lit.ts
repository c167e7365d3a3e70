import type { Globals } from '../globals.js';
import type { Announced } from '../oracle.js';

declare const $page: Globals;

/**
 * The element's base class on a page that draws nothing: told when it comes and goes, and updated once per task, in a
 * microtask, as Lit does it. The simulated page has this module in place of `lit`.
 */
export class ReactiveElement {
  isConnected = false;
  readonly shadowRoot = undefined;
  /** What the simulated pages set, they set by properties. */
  readonly attributes = [];
  #isWaiting = true;

  connectedCallback(): void {
    this.#isWaiting = false;
    this.requestUpdate();
  }

  disconnectedCallback(): void {}

  requestUpdate(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      $page.acts(this);
      this.willUpdate();
      this.update();
    });
  }

  createRenderRoot(): { append(): void } {
    return { append() {} };
  }

  dispatchEvent(event: Announced): boolean {
    return $page.announces(this, event);
  }

  willUpdate(): void {}

  update(): void {}
}

/** Style sheets are not looked at here. */
export const unsafeCSS = (text: string): string => text;
