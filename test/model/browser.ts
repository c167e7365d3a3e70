// The simulated browser.
import type { Channel } from './channel.js';
import type { Heard } from './oracle.js';
import type { Page } from './page.js';
import { kindOf } from './places.js';
import { Storage } from './storage.js';
import { Tab, type Origin } from './tab.js';
import type { Task } from './task.js';
import type { WindowProxy } from './window-proxy.js';
import type { World } from './world.js';

/** The result of `window.open`: a window, `null`, an exception, or a window that is closed immediately. */
export type Popups = 'allowed' | 'refused' | 'thrown' | 'closed';

/** All tabs of the customer, with their shared state. */
export class Browser {
  readonly world: World;
  tabs: Tab[] = [];
  focused: Tab | undefined;
  /** The page whose code is running. */
  running: Page | undefined;
  popups: Popups = 'allowed';
  /** `full`: it can only be read. `closed`: access throws. */
  storage: 'open' | 'full' | 'closed' = 'open';
  isOnline = true;
  /** Whether a window was blocked, or the customer closed an empty one. */
  hasRefused = false;
  readonly #local = new Map<boolean, Storage>();
  #names = 0;

  constructor(world: World) {
    this.world = world;
  }

  newName(): string {
    this.#names += 1;
    return `tab ${this.#names}`;
  }

  /** Adds a tab, and navigates it to a URL. */
  adds(url: string, origin: Origin = {}): Tab {
    const tab = new Tab(this, origin);
    this.tabs.push(tab);
    if (origin.opener) origin.opener.hasOpened = true;
    if (url) tab.loads(url, 'push');
    else tab.isEmptied();
    this.focus(tab);
    return tab;
  }

  get ready(): Task[] {
    return this.tabs.flatMap(({ ready }) => ready);
  }

  /** `window.open`. */
  opens(url: string, target: string): WindowProxy | null {
    const opener = this.running;
    if (this.popups !== 'allowed') this.hasRefused = true;
    this.world.oracle.opens();
    if (!opener || this.popups === 'refused') return null;
    if (this.popups === 'thrown') throw new DOMException('', 'InvalidAccessError');
    // The window itself has priority.
    const found = [opener.tab, ...this.tabs].find((tab) => target && tab.target === target && tab.group === opener.tab.group);
    if (found) {
      if (url) found.loads(url, 'push');
      if (found !== opener.tab) found.isReused(opener);
      this.focus(found);
      return found.proxy;
    }
    const { proxy } = this.adds(url, { opener, target });
    if (this.popups === 'closed') proxy.tab?.closes();
    return proxy;
  }

  /** The customer focuses a tab. A frozen page resumes, and a discarded page is loaded again. */
  focus(tab: Tab | undefined): void {
    if (this.focused === tab) return;
    this.focused = tab;
    const page = tab?.page;
    if (tab && tab.history.length > 0 && !page && !tab.isLoading) tab.reloads();
    if (page?.life === 'frozen') {
      page.life = 'live';
      page.queues('focus', () => page.dispatches('resume'));
    }
    page?.queues('focus', () => page.dispatches('visibilitychange'));
    page?.queues('focus', () => page.dispatches('focus'));
  }

  /** Connects or disconnects the browser. Disconnecting fails all pending calls. */
  connects(isOnline: boolean): void {
    this.isOnline = isOnline;
    if (!isOnline) this.world.network.breaks();
    for (const { page } of this.tabs) page?.queues('network', () => page.dispatches(isOnline ? 'online' : 'offline'));
  }

  closed(tab: Tab): void {
    this.tabs = this.tabs.filter((other) => other !== tab);
    if (this.focused === tab) this.focus(tab.openedBy?.tab ?? this.tabs.at(-1));
  }

  posts(to: Tab, data: unknown, targetOrigin: string): void {
    const from = this.running;
    const { page } = to;
    if (!from || !page) return;
    this.world.oracle.sent(from, data, targetOrigin);
    const event = { origin: from.origin, source: from.proxy, data: structuredClone(data) };
    if (page.origin === targetOrigin) this.world.oracle.waits(page, event);
    page.queues('message', () => page.origin === targetOrigin && this.world.oracle.receives(page, event, () => page.dispatches('message', event)));
  }

  broadcasts(from: Channel, data: unknown): void {
    this.world.oracle.sent(from.page, data, from.page.origin, from.name);
    for (const page of this.#pages) {
      if (page.tab.isFramed !== from.page.tab.isFramed) continue;
      for (const channel of page.channels) {
        if (channel === from || channel.name !== from.name) continue;
        // A message evicts a page from the back/forward cache.
        if (page.life === 'cached') page.dies();
        else this.#reaches(channel, page, { data });
      }
    }
  }

  /** The local storage of a page. A frame has a separate one. */
  local({ isFramed }: Tab): Storage {
    const found = this.#local.get(isFramed);
    if (found) return found;
    const storage = new Storage(() => this.storage === 'full', (key, newValue) => this.#stored(key, newValue, isFramed));
    this.#local.set(isFramed, storage);
    return storage;
  }

  /** The COOP group of a URL. */
  isolation(url: string): string {
    const kind = kindOf(url);
    return kind === this.world.setting.coop ? kind : '';
  }

  get #pages(): Page[] {
    return this.tabs.flatMap(({ page, history }) => [page, ...history.map((entry) => entry.page)]).filter((page) => !!page);
  }

  #reaches(channel: Channel, page: Page, event: Heard): void {
    this.world.oracle.waits(page, event);
    page.queues('channel', () => (channel.isOpen ? this.world.oracle.receives(page, event, () => channel.receives(event.data)) : this.world.oracle.misses(event)));
  }

  #stored(key: string, newValue: string | null, isFramed: boolean): void {
    this.world.oracle.stored(newValue);
    for (const { page } of this.tabs) {
      if (page && page !== this.running && page.tab.isFramed === isFramed) page.queues('storage', () => page.dispatches('storage', { key, newValue }));
    }
  }
}
