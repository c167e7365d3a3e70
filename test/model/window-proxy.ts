import type { Tab } from './tab.js';

/**
 * A window, as all pages see it that can reach it: one object for as long as the browser keeps it in reach. Isolation
 * (COOP) gives the tab another one, and this one then says that it is closed.
 */
export class WindowProxy {
  #tab: Tab | undefined;
  #opener: WindowProxy | null = null;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** The tab, while this reaches it. */
  get tab(): Tab | undefined {
    return this.#tab;
  }

  get name(): string {
    return this.#tab?.target ?? '';
  }

  set name(name: string) {
    const { tab } = this;
    this.#mustBeOurs();
    if (tab) tab.target = name;
  }

  /** What an empty window shows. */
  get document(): { body: { textContent: string } } {
    this.#mustBeOurs();
    return { body: { textContent: '' } };
  }

  /** Whoever reaches a window may lead it elsewhere. */
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

  /** Into a page on another origin nobody looks. */
  #mustBeOurs(): void {
    const kind = this.#tab?.page?.kind;
    if (kind === 'wise' || kind === 'stranger') throw new DOMException('', 'SecurityError');
  }

  reaches(tab: Tab): void {
    this.#tab = tab;
  }

  /** From now on nothing reaches the tab by this. Of a window that was closed its last message still tells who opened it. */
  cut(opener: WindowProxy | null = null): void {
    this.#tab = undefined;
    this.#opener = opener;
  }
}
