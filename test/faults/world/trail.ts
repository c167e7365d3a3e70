import type { WiseLink, WiseLinkChangeEvent } from '../../../src/index.js';
import type { PageWindow } from './page-window.js';

/** Records the events of the element on all pages of a tab, and checks their order. */
export class Trail {
  /** Each change, with its reason. */
  readonly changes: string[] = [];
  /** The errors. */
  readonly wrongs: string[] = [];
  /** Matches an injected error that the page, not the element, throws. */
  expected: RegExp | undefined;
  #isOpen = false;
  #isFirst = true;
  #ending = '';
  #last = '';
  ends = 0;

  enter(page: PageWindow): void {
    this.#isFirst = true;
    page.document.addEventListener('wise-link-change', (event) => {
      const { phase, previous, reason, target } = event as WiseLinkChangeEvent;
      this.changes.push(reason ? `${phase} ${reason}` : phase);
      this.must(!this.#ending, `after a change to ${this.#ending}, a change to ${phase} came before the end event`);
      const isNew = ['idle', 'linked'].includes(previous) || (previous === 'failed' && phase !== 'exchanging');
      if (isNew && !this.#isFirst && phase !== 'idle') {
        this.must(!this.#isOpen, `an attempt started (${phase}) while another was open`);
      }
      this.#isFirst = false;
      this.#last = phase;
      const isOver = phase === 'linked' || phase === 'idle' || (phase === 'failed' && !(previous === 'exchanging' && (target as WiseLink).error?.retryable));
      if (phase !== 'idle') this.#isOpen = true;
      if (isOver && this.#isOpen) this.#ending = phase;
    });
    for (const type of ['wise-link-success', 'wise-link-error', 'wise-link-exit'] as const) {
      page.document.addEventListener(type, () => {
        this.must(this.#isOpen, `${type} ended no attempt`);
        // A retryable failure may end the attempt: without a code there is nothing to send again.
        this.must(this.#ending !== '' || this.#last === 'failed', `${type} came before the change`);
        this.#isOpen = false;
        this.#ending = '';
        this.ends += 1;
      });
    }
    page.addEventListener('error', ({ message, error }) => this.#broke('error', error ?? message));
    page.addEventListener('unhandledrejection', ({ reason }) => this.#broke('unhandled rejection', reason));
    const { console } = page;
    for (const method of ['error', 'warn', 'log', 'info', 'debug'] as const) {
      console[method] = (...values: unknown[]) => this.wrongs.push(`console.${method}: ${values.join(' ')}`);
    }
  }

  /** Checks that no attempt is open at the end. */
  close(): void {
    this.must(!this.#ending, `a change to ${this.#ending} without its event`);
    this.must(!this.#isOpen, 'an attempt without an end');
  }

  #broke(kind: string, cause: unknown): void {
    if (!this.expected?.test(String(cause))) this.wrongs.push(`${kind}: ${String(cause)}`);
  }

  /** Records an error if the condition is false. */
  must(isRight: boolean, wrong: string): void {
    if (!isRight) this.wrongs.push(wrong);
  }
}
