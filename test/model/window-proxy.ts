import type { Tab } from './tab.js';

/**
 * A fake WindowProxy of a tab, shared by all pages that can reach it. Isolation (COOP) gives the tab a new one, and the old
 * one is then `closed`.
 */
export class WindowProxy {
  #tab: Tab | undefined;
  #opener: WindowProxy | null = null;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** The tab. Undefined after isolation or closing. */
  get tab(): Tab | undefined {
    return this.#tab;
  }

  get name(): string {
    return this.#tab?.target ?? '';
  }

  set name(name: string) {
    const { tab } = this;
    this.#mustBeSameOrigin();
    if (tab) tab.target = name;
  }

  /** The document of an empty window. */
  get document(): { body: { textContent: string } } {
    this.#mustBeSameOrigin();
    return { body: { textContent: '' } };
  }

  /** Any page that can reach a window can navigate it. */
  get location(): { replace: (url: string) => void } {
    return { replace: (url) => this.#tab?.loads(url, 'replace') };
  }

  get closed(): boolean {
    return !this.#tab;
  }

  get opener(): WindowProxy | null {
    return this.#tab?.openedBy ?? this.#opener;
  }

  open(url: string, name: string): WindowProxy | null {
    return this.#tab?.browser.opens(url, name) ?? null;
  }

  close(): void {
    this.#tab?.wantsToClose();
  }

  focus(): void {
    this.#tab?.browser.focus(this.#tab);
  }

  postMessage(data: unknown, targetOrigin: string): void {
    this.#tab?.browser.posts(this.#tab, data, targetOrigin);
  }

  /** Throws if the page is on another origin. */
  #mustBeSameOrigin(): void {
    const kind = this.#tab?.page?.kind;
    if (kind === 'wise' || kind === 'other') throw new DOMException('', 'SecurityError');
  }

  reaches(tab: Tab): void {
    this.#tab = tab;
  }

  /** Disconnects it from the tab. The last message of a closed window still has its opener. */
  cut(opener: WindowProxy | null = null): void {
    this.#tab = undefined;
    this.#opener = opener;
  }
}
