import type { Globals } from '../globals.js';
import type { Announced } from '../oracle.js';

declare const $page: Globals;

/**
 * Replaces `lit` on the simulated page: a base class with the connected callbacks, which updates in a microtask, like Lit,
 * and renders nothing.
 */
export class ReactiveElement {
  isConnected = false;
  readonly shadowRoot = undefined;
  /** Simulated pages only set properties. */
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

  /** Nothing has the focus. */
  getRootNode(): object {
    return {};
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

/** Style sheets are not used. */
export const unsafeCSS = (text: string): string => text;
