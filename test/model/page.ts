import type { Channel } from './channel.js';
import type { WiseLink } from '../../src/element/wise-link.js';
import type { Card } from './stand-in/card.js';
import type { Element } from './element.js';
import type { Request } from './network.js';
import { kindOf, type Kind } from './places.js';
import type { Signal } from './signal.js';
import type { Tab } from './tab.js';
import type { Task } from './task.js';
import { Timers } from './timers.js';
import type { WindowProxy } from './window-proxy.js';

type Listener = (event: never) => unknown;

/** The task sources. Tasks of one source run in order; tasks of different sources run in any order. */
export type TaskSource = 'message' | 'channel' | 'storage' | 'focus' | 'network' | 'answer' | 'follow';

/** One document, with its listeners, timers and tasks. */
export class Page {
  readonly tab: Tab;
  readonly kind: Kind;
  readonly origin: string;
  readonly timeOrigin: number;
  /** Its WindowProxy. */
  readonly proxy: WindowProxy;
  /** The URL that was loaded. */
  readonly loadedFrom: URL;
  /** `frozen`: its tasks wait. `cached`: it is in the back/forward cache. */
  life: 'live' | 'frozen' | 'cached' | 'dead' = 'live';
  hasOpened = false;
  /** Whether it received pagehide. A page that is killed does not. */
  isWarned = false;
  readonly timers = new Timers();
  readonly channels = new Set<Channel>();
  readonly requests = new Set<Request>();
  /** The times until which it listens for policy violations after failed start or status calls. */
  readonly failures: number[] = [];
  readonly elements: Element[] = [];
  /** The element's class, once its script has run. */
  WiseLink: (new () => WiseLink) | undefined;
  /** The last created card. */
  card: Card | undefined;
  /** The texts of the redirect page. */
  readonly texts = ['wait', 'done', 'back', 'lost'].map((className) => ({ className, lang: 'en', hidden: className !== 'back' }));
  /** How long the redirect page has shown only "One moment", in milliseconds without sleep. */
  silentFor = 0;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #tasks = new Map<TaskSource, { order: number; work: () => void }[]>();

  constructor(tab: Tab, url: string) {
    this.tab = tab;
    this.kind = kindOf(url);
    this.loadedFrom = new URL(url);
    this.origin = this.loadedFrom.origin;
    this.proxy = tab.proxy;
    this.timeOrigin = tab.browser.world.now + tab.browser.world.count() / 1000;
  }

  /** Runs code of the page as one task or callback, and then its microtasks. Inside a task, as a part of it. */
  runs(work: () => void): void {
    if (this.life === 'dead') return;
    const { browser } = this.tab;
    if (browser.running === this) return work();
    browser.running = this;
    browser.world.oracle.begins();
    try {
      work();
    } catch (cause) {
      browser.world.oracle.breaks('no exception', `a page threw ${String(cause)}`);
    }
    browser.world.realm.settle();
    browser.running = undefined;
  }

  listens(type: string, listener: Listener, signal?: Signal, isOnce = false): void {
    if (signal?.aborted) return;
    const listeners = this.#listeners.get(type) ?? new Set();
    const added: Listener = isOnce ? (event) => (listeners.delete(added), listener(event)) : listener;
    this.#listeners.set(type, listeners.add(added));
    signal?.before(() => listeners.delete(added));
  }

  /** The number of listeners of a type. */
  listeners(type: string): number {
    return this.#listeners.get(type)?.size ?? 0;
  }

  /** The listeners, timers, channels and requests of the page, as texts. */
  get holds(): string[] {
    const found = [...this.#listeners].map(([type, { size }]) => [size, `listener for ${type}`] as const);
    return [...found, [this.timers.owned, 'timer'] as const, [this.channels.size, 'channel'] as const, [this.requests.size, 'request'] as const]
      .filter(([count]) => count > 0)
      .map(([count, what]) => `${count} ${what}`);
  }

  dispatches(type: string, event: object = {}): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])] as ((event: object) => unknown)[]) {
      if (this.#listeners.get(type)?.has(listener)) this.runs(() => listener({ type, ...event }));
    }
  }

  /** Queues a task in one of the page's task sources. */
  queues(source: TaskSource, work: () => void): void {
    const tasks = this.#tasks.get(source) ?? [];
    this.#tasks.set(source, tasks);
    tasks.push({ order: this.tab.browser.world.count(), work });
  }

  /** The next task of each source, and the next due timer. */
  get ready(): Task[] {
    if (this.life !== 'live') return [];
    const ready: Task[] = [];
    for (const [source, tasks] of this.#tasks) {
      const [first] = tasks;
      if (!first) continue;
      ready.push({ text: `${this.tab.name}: ${source}`, order: first.order, run: () => (tasks.shift(), first.work()) });
    }
    const { now } = this.tab.browser.world;
    const { next } = this.timers;
    if (next <= now) ready.push({ text: `${this.tab.name}: timer`, order: 1e9 + next, run: () => this.runs(this.timers.take(now)) });
    return ready;
  }

  /** Fires pagehide. */
  hides(): void {
    if (this.life !== 'live') return;
    this.isWarned = true;
    this.dispatches('pagehide');
  }

  /** Stops the page. Calls that were sent still reach the backend. */
  dies(): void {
    this.life = 'dead';
    this.timers.clearAll();
    for (const channel of this.channels) channel.close();
    this.#listeners.clear();
    this.#tasks.clear();
    this.requests.clear();
  }
}
