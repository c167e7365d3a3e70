import type { Card } from './stand-in/card.js';
import { Channel } from './channel.js';
import type { Init } from './network.js';
import type { Announced } from './oracle.js';
import type { Page } from './page.js';
import { Decoder } from './response.js';
import { Controller, Signal } from './signal.js';
import type { Storage } from './storage.js';
import type { Tab } from './tab.js';
import type { WindowProxy } from './window-proxy.js';
import type { World } from './world.js';

const USER_AGENTS = { desktop: 'Mozilla/5.0 (X11; Linux x86_64)', phone: 'Mozilla/5.0 (Linux; Android 15)', app: 'Mozilla/5.0 (Linux; Android 15; wv) Instagram' };

/** The event class that the element's events extend. */
class PageEvent {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}

/** The `location` of a page. */
class Location {
  readonly #tab: Tab;
  readonly href: string;
  readonly origin: string;
  readonly hostname: string;
  readonly pathname: string;

  constructor(tab: Tab) {
    this.#tab = tab;
    this.href = tab.url;
    ({ origin: this.origin, hostname: this.hostname, pathname: this.pathname } = new URL(tab.url));
  }

  assign(url: string): void {
    this.#tab.loads(url, 'push');
  }

  replace(url: string): void {
    this.#tab.loads(url, 'replace');
  }
}

/** The browser APIs that the source uses, for one page. */
export class Globals {
  readonly #page: Page;
  readonly #world: World;
  #location: Location | undefined;
  readonly AbortController = Controller;
  readonly DOMException = DOMException;
  readonly Event = PageEvent;
  readonly Headers = Headers;
  readonly TextDecoder = Decoder;
  readonly URL = URL;
  readonly URLSearchParams = URLSearchParams;
  readonly btoa = btoa;
  readonly outerHeight = 900;
  readonly outerWidth = 1200;
  readonly screen = { availWidth: 1200, availHeight: 900 };
  readonly screenX = 0;
  readonly screenY = 0;

  constructor(page: Page) {
    this.#page = page;
    this.#world = page.tab.browser.world;
  }

  // Calls of the fake modules.

  acts(node: object): void {
    this.#world.oracle.acts(node);
  }

  announces(node: object, event: Announced): boolean {
    return this.#world.oracle.announces(this.#page, node, event);
  }

  draws(card: Card): void {
    this.#page.card = card;
  }

  shows(card: Card): void {
    this.#world.oracle.shows(card);
  }

  // Browser APIs.

  get window(): WindowProxy {
    return this.#page.proxy;
  }

  get self(): WindowProxy {
    return this.#page.proxy;
  }

  get parent(): unknown {
    return this.#page.tab.isFramed ? null : this.#page.proxy;
  }

  get opener(): WindowProxy | null {
    return this.#page.tab.openedBy;
  }

  get location(): Location {
    const { tab } = this.#page;
    if (this.#location?.href !== tab.url) this.#location = new Location(tab);
    return this.#location;
  }

  get history() {
    const { tab } = this.#page;
    const entry = tab.history[tab.index];
    return {
      state: entry?.state,
      replaceState: (state: unknown, _title: string, url: string | URL) => {
        if (entry) Object.assign(entry, { state, url: new URL(url, entry.url).href });
      },
    };
  }

  get document() {
    const { texts, tab } = this.#page;
    const querySelectorAll = (selector: string): unknown => texts.filter(({ className }) => selector.endsWith(`=${className}]`));
    return { documentElement: {}, body: {}, querySelectorAll, hasFocus: () => tab.browser.focused === tab };
  }

  get navigator() {
    return { userAgent: USER_AGENTS[this.#world.setting.device], onLine: this.#world.browser.isOnline, language: 'en-GB', languages: ['en-GB'] };
  }

  get performance() {
    return { timeOrigin: this.#page.timeOrigin, now: () => this.#world.now };
  }

  get Date() {
    return { now: () => this.#page.tab.wallClock };
  }

  get crypto() {
    return {
      randomUUID: () => `00000000-0000-4000-8000-${`${this.#world.count()}`.padStart(12, '0')}`,
      getRandomValues: (bytes: Uint8Array) => {
        // Unique, but the same in each run of a schedule.
        const seed = this.#world.count();
        for (let place = 0; place < bytes.length; place += 1) bytes[place] = (seed >> (8 * (place % 3))) ^ (place * 37);
        // A single byte is the jitter of a retry, not a state.
        if (bytes.length > 1) this.#world.oracle.draws(this.#page, Buffer.from(bytes).toString('base64url'));
        return bytes;
      },
    };
  }

  get sessionStorage(): Storage {
    return this.#open(this.#page.tab.session);
  }

  get localStorage(): Storage {
    return this.#open(this.#page.tab.browser.local(this.#page.tab));
  }

  get BroadcastChannel() {
    const page = this.#page;
    if (!this.#world.setting.hasChannels) return undefined;
    return Channel.bind(null, page);
  }

  get AbortSignal() {
    const page = this.#page;
    return {
      abort: Signal.abort,
      timeout: (milliseconds: number) => {
        const signal = new Signal();
        page.timers.set(this.#world.now + milliseconds, () => signal.abort({ name: 'TimeoutError' }), undefined, false);
        return signal;
      },
    };
  }

  addEventListener(type: string, listener: (event: never) => unknown, { signal, once = false }: { signal?: Signal; once?: boolean } = {}): void {
    this.#page.listens(type, listener, signal, once);
  }

  setTimeout<Given>(work: (given?: Given) => void, milliseconds = 0, given?: Given): number {
    const resume = this.#world.oracle.continuation();
    return this.#page.timers.set(this.#world.now + milliseconds, () => (resume(), work(given)));
  }

  setInterval<Given>(work: (given?: Given) => void, milliseconds: number, given?: Given): number {
    return this.#page.timers.set(this.#world.now + milliseconds, () => work(given), milliseconds);
  }

  clearTimeout(id?: number): void {
    this.#page.timers.clear(id);
  }

  clearInterval(id?: number): void {
    this.#page.timers.clear(id);
  }

  queueMicrotask(work: () => void): void {
    this.#world.realm.microtask(work);
  }

  matchMedia() {
    return { matches: false };
  }

  close(): void {
    this.#page.proxy.close();
  }

  fetch(url: string, init: Init): Promise<unknown> {
    return this.#world.network.fetches(this.#page, url, init);
  }

  #open(storage: Storage): Storage {
    if (this.#world.browser.storage === 'closed') throw new DOMException('', 'SecurityError');
    return storage;
  }
}
