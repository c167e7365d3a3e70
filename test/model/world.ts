import type { WiseLink } from '../../src/element/wise-link.js';
import { Backend } from './backend.js';
import { Browser } from './browser.js';
import { Element } from './element.js';
import { Globals } from './globals.js';
import { Network } from './network.js';
import { Oracle } from './oracle.js';
import type { Page } from './page.js';
import { BANK, CALLBACK, PAGE } from './places.js';
import type { Realm } from './realm.js';
import type { Scripts } from './scripts.js';
import type { Setting } from './setting.js';
import type { Task } from './task.js';
import { Wise } from './wise.js';

/** The time step, which is also the element's, in milliseconds. */
const TICK = 500;

/** What the partner sets on one element only. */
interface Own {
  client?: string;
  redirectUri?: string;
  exchangeUrl?: string;
}

/** The world of a schedule: one customer with a browser, the bank and Wise. */
export class World {
  readonly setting: Setting;
  readonly browser = new Browser(this);
  readonly network = new Network(this);
  readonly backend = new Backend(this);
  readonly wise = new Wise();
  readonly oracle = new Oracle(this);
  /** The authorization requests of the native shell. */
  readonly shell: URL[] = [];
  /** The steps that were taken. */
  readonly steps: string[] = [];
  now = Date.UTC(2030, 0, 1);
  /** The partner's client id, which may change. */
  client = 'bank';
  /** The partner's redirect URI, which may change. */
  redirectUri: string;
  readonly #scripts: Scripts;
  #count = 0;
  #elements = 0;

  constructor(scripts: Scripts, setting: Setting) {
    this.#scripts = scripts;
    this.setting = setting;
    this.redirectUri = setting.redirectsTo === 'page' ? PAGE : CALLBACK;
    this.browser.adds(PAGE, { isFramed: setting.isFramed });
    this.settles();
  }

  get realm(): Realm {
    return this.#scripts.realm;
  }

  /** The client of new pages: only an element with the same continues an attempt. */
  get party(): string {
    return `${this.client} ${this.redirectUri}`;
  }

  /** A new unique number. */
  count(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Runs the script of a loaded page. */
  arrived(page: Page): void {
    if (page.kind === 'callback') page.runs(() => this.#scripts.callback(new Globals(page), {}));
    if (page.kind !== 'bank') return;
    const exports: { WiseLink?: new () => WiseLink } = {};
    page.runs(() => this.#scripts.bank(new Globals(page), exports));
    page.WiseLink = exports.WiseLink;
    this.oracle.lands(page, () => this.adds(page)?.inserts());
  }

  /** Creates an element on a page. */
  adds(page: Page, { client = this.client, redirectUri = this.redirectUri, exchangeUrl = '/api/exchange' }: Own = {}): Element | undefined {
    const { hands, mode, canEmail, hasStart, hasStatus } = this.setting;
    let found: Element | undefined;
    this.#elements += 1;
    const name = `element ${this.#elements}`;
    page.runs(() => {
      const node = page.WiseLink && new page.WiseLink();
      if (!node || !page.card) return;
      Object.assign(node, {
        environment: 'sandbox',
        clientId: client,
        headers: { 'X-Element': name },
        mode,
        redirectUri,
        ...(hands === 'url' ? { exchangeUrl } : { exchange: (payload: never) => found && this.network.hands(page, found, payload) }),
        ...(canEmail && { emailUrl: `${BANK}/api/email` }),
        ...(hasStart && { startUrl: `${BANK}/api/start` }),
        ...(hasStatus && { statusUrl: `${BANK}/api/status` }),
      });
      found = new Element(name, page, node, page.card);
      page.elements.push(found);
    });
    return found;
  }

  /** The elements of all current pages. */
  get elements(): Element[] {
    return this.browser.tabs.flatMap(({ page }) => page?.elements ?? []);
  }

  /** The tasks that may run next. */
  get ready(): Task[] {
    return [...this.browser.ready, ...this.network.ready];
  }

  /** Runs all tasks, oldest first, until none is left. */
  settles(): void {
    for (let turns = 0; turns < 500; turns += 1) {
      const [first, ...rest] = this.ready;
      if (!first) return;
      rest.reduce((one, other) => (other.order < one.order ? other : one), first).run();
    }
    this.oracle.breaks('an end', 'the tasks never end');
  }

  /** Lets time pass on a machine that is awake: all tasks run in each step. */
  passes(milliseconds: number): void {
    for (let gone = 0; gone < milliseconds; gone += TICK) {
      this.settles();
      this.oracle.ticks(TICK);
      this.now += TICK;
    }
  }

  /** Lets the machine sleep: pending tasks and late timers run afterwards. */
  sleeps(milliseconds: number): void {
    this.now += milliseconds;
    this.oracle.sleeps();
  }
}
