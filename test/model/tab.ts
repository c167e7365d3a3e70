import type { Browser } from './browser.js';
import { Page } from './page.js';
import { Storage } from './storage.js';
import type { Task } from './task.js';
import { WindowProxy } from './window-proxy.js';

/** An entry of a tab's history. */
interface Entry {
  url: string;
  state: unknown;
  /** The page, if it is in the back/forward cache. */
  page: Page | undefined;
}

type Way = 'push' | 'replace' | 'reload' | 'traverse';

/** How a tab was created. */
export interface Origin {
  /** The page that opened it. The tab starts with a copy of its session storage. */
  opener?: Page;
  target?: string;
  /** The tab that was duplicated. */
  copyOf?: Tab;
  isFramed?: boolean;
}

/** A tab or window, or the frame with the element. */
export class Tab {
  readonly browser: Browser;
  readonly name: string;
  /** Whether its page is in a cross-site frame. */
  readonly isFramed: boolean;
  /** Whether a script may close it. */
  readonly isClosable: boolean;
  readonly session: Storage;
  readonly history: Entry[] = [];
  index = -1;
  page: Page | undefined;
  proxy: WindowProxy;
  /** The window name, by which `window.open` finds it. */
  target: string;
  /** The browsing context group. */
  group: number;
  isClosing = false;
  /** Whether it was opened empty, and nothing was loaded yet. */
  isReserved = false;
  /** The page that opened it. */
  readonly beginner: Page | undefined;
  /** By how many milliseconds the wall clock of its process is off. */
  isOff: number;
  #opener: WindowProxy | null;
  #loading: { url: string; way: Way; index: number } | undefined;

  constructor(browser: Browser, { opener, target, copyOf, isFramed }: Origin) {
    this.browser = browser;
    this.name = browser.newName();
    this.isFramed = isFramed ?? copyOf?.isFramed ?? false;
    this.isClosable = !!opener;
    this.beginner = opener;
    this.proxy = new WindowProxy(this);
    this.target = target ?? '';
    this.group = opener?.tab.group ?? browser.world.count();
    this.#opener = opener?.proxy ?? null;
    const like = copyOf ?? opener?.tab;
    this.isOff = (like ?? browser.tabs[0])?.isOff ?? 0;
    // Storage is partitioned: a cross-site frame has its own.
    const isShared = like?.isFramed === this.isFramed;
    this.session = new Storage(
      () => browser.storage === 'full',
      (key, value) => browser.world.oracle.noted(this, key, value),
      isShared ? like.session : undefined,
    );
    if (isShared) browser.world.oracle.copied(like, this);
  }

  get openedBy(): WindowProxy | null {
    return this.#opener?.closed ? null : this.#opener;
  }

  /** The time of its wall clock, in milliseconds since 1970. */
  get wallClock(): number {
    return this.browser.world.now + this.isOff;
  }

  /** Another page opens a URL in it by its name, and becomes its opener. */
  isReused(opener: Page): void {
    this.#opener = opener.proxy;
    opener.hasOpened = true;
  }

  get url(): string {
    return this.history[this.index]?.url ?? 'about:blank';
  }

  /** Starts with an empty page. */
  isEmptied(): void {
    this.history.push({ url: 'about:blank', state: null, page: undefined });
    this.index = 0;
    this.isReserved = true;
    this.page = new Page(this, this.url);
  }

  get isLoading(): boolean {
    return !!this.#loading;
  }

  /** Whether it is empty, and nothing is loading or closing it. */
  get isEmpty(): boolean {
    return this.isReserved && !this.#loading && !this.isClosing;
  }

  /** Starts a navigation. */
  loads(url: string, way: Way, index = this.index): void {
    this.#loading = { url, way, index };
  }

  reloads(): void {
    this.loads(this.url, 'reload');
  }

  /** Goes back or forward. */
  goes(by: -1 | 1): void {
    const index = this.index + by;
    this.loads(this.history[index]?.url ?? this.url, 'traverse', index);
  }

  wantsToClose(): void {
    if (this.isClosable) this.isClosing = true;
  }

  get ready(): Task[] {
    const ready = this.page?.ready ?? [];
    const loading = this.#loading;
    if (this.isClosing) ready.push({ text: `${this.name}: closes`, order: 0, run: () => this.closes() });
    if (loading) ready.push({ text: `${this.name}: loads`, order: 1, run: () => this.#arrives(loading) });
    return ready;
  }

  closes(): void {
    this.page?.hides();
    this.discards();
    for (const { page } of this.history) page?.dies();
    this.proxy.cut(this.openedBy);
    this.browser.closed(this);
  }

  discards(): void {
    this.page?.dies();
    this.page = undefined;
  }

  #arrives({ url, way, index }: { url: string; way: Way; index: number }): void {
    const before = this.url;
    this.isReserved = false;
    this.#loading = undefined;
    this.#leaves(way);
    if (way === 'push') {
      for (const { page } of this.history.splice(this.index + 1)) page?.dies();
      this.history.push({ url, state: null, page: undefined });
    } else if (way === 'replace') this.history[index] = { url, state: null, page: undefined };
    this.index = way === 'push' ? this.history.length - 1 : index;
    const entry = this.history[this.index];
    const cached = entry?.page;
    if (entry) entry.page = undefined;
    // A restored page gets its own WindowProxy back, even after an isolated page in the same tab.
    const isOther = cached ? cached.proxy !== this.proxy : this.browser.isolation(before) !== this.browser.isolation(url);
    if (isOther) this.#isolates(cached?.proxy);
    if (cached?.life === 'cached') {
      cached.life = 'live';
      cached.isWarned = false;
      this.page = cached;
      this.browser.world.oracle.restored(cached);
      cached.dispatches('pageshow', { persisted: true });
    } else {
      this.page = new Page(this, url);
      this.browser.world.arrived(this.page);
    }
  }

  /** A page with an opener or opened windows is not put into the back/forward cache. */
  #leaves(way: Way): void {
    const { page } = this;
    const entry = this.history[this.index];
    page?.hides();
    if (page?.kind === 'bank' && (way === 'push' || way === 'traverse') && !page.hasOpened && !this.openedBy && entry) {
      page.life = 'cached';
      entry.page = page;
    } else page?.dies();
    this.page = undefined;
  }

  /** Switches the browsing context group (COOP): the tab loses its name, its opener and its WindowProxy. */
  #isolates(proxy = new WindowProxy(this)): void {
    if (this.isFramed) return;
    this.proxy.cut();
    this.proxy = proxy;
    proxy.reaches(this);
    this.target = '';
    this.group = this.browser.world.count();
    this.#opener = null;
  }
}
