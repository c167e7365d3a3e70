import type { WiseLink } from '../../../src/index.js';
import type { Trouble } from '../pages.js';
import { Arrivals } from './arrivals.js';
import { Backend } from './backend.js';
import { Card } from './card.js';
import { Clock } from './clock.js';
import { turn, within, type PageWindow } from './page-window.js';
import { Transports } from './transports.js';
import { Subscriptions } from './subscriptions.js';
import { Trail } from './trail.js';
import { Windows } from './windows.js';

/** Longer than any attempt, in milliseconds. */
export const LONG = 31 * 60_000;

/**
 * A customer's tab with the bank's page, the windows that the page opens, the bank's backend and Wise. The pages are real, in
 * frames of the test's page, with fake globals.
 */
export class World {
  /** The partner's client id. Unique, because tabs with the same client id notify each other. */
  readonly client = `bank-${crypto.randomUUID()}`;
  readonly trail = new Trail();
  readonly transports = new Transports();
  readonly subscriptions = new Subscriptions();
  readonly clock = new Clock((owner) => (owner === this.bank ? this.#tick() : this.settle()));
  readonly backend = new Backend(this.client, () => this.#awake);
  readonly windows = new Windows((frame) => {
    this.windowOf(frame).close = () => this.close(frame);
    if (frame.src) this.#arrivals.expect(frame);
  });
  /** Changes a page before its scripts run. */
  before: (page: PageWindow, file: string) => void = () => undefined;
  /** Changes the element before it is upgraded. */
  parsed: (element: WiseLink) => void = () => undefined;
  /** The partner's fix after the customer is refused. */
  fix: (() => void) | undefined;
  /** Replaces the next `window.open`. Gets the usual behavior. */
  opening: ((usual: () => Window | null) => unknown) | undefined;
  /** Whether the windows have no opener, as with COOP. */
  isSevered = false;

  readonly tab = document.createElement('iframe');
  readonly #arrivals = new Arrivals();
  #address = '';
  #isTroubled = false;
  #events = 0;
  #awake = Promise.resolve();
  #wake: () => void = () => undefined;
  #stored: () => void = () => undefined;

  /** Opens the bank's page in the tab. */
  async visit(query: Record<string, string> = {}): Promise<void> {
    this.#address = `/faults/page.html?${new URLSearchParams({ 'client-id': this.client, ...query })}`;
    this.tab.src = this.#address;
    this.#arrivals.expect(this.tab);
    document.body.append(this.tab);
    await this.settle();
  }

  /** Loads the bank's page again. */
  async goBack(): Promise<void> {
    this.tab.src = this.#address;
    this.#arrivals.expect(this.tab);
    await this.settle();
  }

  /** The page that is in the tab now. */
  get bank(): PageWindow {
    return this.windowOf(this.tab);
  }

  windowOf(frame: HTMLIFrameElement): PageWindow {
    if (!frame.contentWindow) throw new Error('A frame without a window');
    return frame.contentWindow as PageWindow;
  }

  get element(): WiseLink {
    const element = this.bank.document.querySelector('wise-link');
    if (!element) throw new Error('There is no element on the page');
    return element;
  }

  get card(): Card {
    return new Card(this.element);
  }

  /** Every loaded document calls this first. */
  enter(page: PageWindow): void {
    this.#events += 1;
    const file = page.location.pathname.replace('/faults/', '');
    const isBank = file === 'page.html';
    const frame = page.frameElement as HTMLIFrameElement;
    Object.assign(page, { faults: this });
    this.transports.enter(page, isBank);
    this.trail.enter(page);
    page.document.addEventListener('wise-link-change', ({ target }) => {
      this.#events += 1;
      void (target as WiseLink).updateComplete.then(() => this.#checkText());
    });
    page.addEventListener('storage', () => {
      this.#events += 1;
      this.#stored();
    });
    page.navigation.addEventListener('navigate', ({ destination }) => {
      if (!destination.sameDocument) this.#arrivals.expect(frame, destination.url);
    });
    page.addEventListener('pagehide', () => this.#leave(page));
    this.clock.enter(page);
    if (frame !== this.tab) {
      page.opener = this.isSevered ? null : this.bank;
      page.close = () => this.close(frame);
    }
    // The tab's page must be a top-level page.
    Object.defineProperty(page, 'parent', { value: page });
    page.document.hasFocus = () => true;
    if (isBank) this.#replaceGlobals(page);
    this.before(page, file);
    // All later listeners belong to the page.
    this.subscriptions.enter(page);
  }

  /** The bank's page calls this when its element is parsed, and not yet upgraded. */
  parse(element: WiseLink): void {
    this.parsed(element);
    // The page counts as loaded without its script.
    if (this.#arrivals.isStuck('wise-link.js')) this.#arrivals.end(this.tab);
  }

  /** Closes a window, or the tab. */
  close(frame: HTMLIFrameElement): void {
    this.#arrivals.end(frame);
    if (frame.isConnected) this.#leave(this.windowOf(frame));
    frame.remove();
  }

  /** Makes the server fail for the next request of the file. */
  async trouble(file: string, trouble: Trouble): Promise<void> {
    this.#isTroubled = true;
    await fetch(`/faults/next?${new URLSearchParams({ file, trouble })}`);
    if (['never', 'late', 'nothing', 'download'].includes(trouble)) this.#arrivals.stick(file);
  }

  /** Makes the server send delayed responses. */
  async release(frame?: HTMLIFrameElement): Promise<void> {
    if (frame) this.#arrivals.expect(frame, '');
    await fetch('/faults/calm');
    await this.settle();
  }

  /** Waits on the page's clock. */
  async later(milliseconds: number): Promise<void> {
    await new Promise((resolve) => this.bank.setTimeout(resolve, milliseconds));
  }

  /** Another tab sends a cross-tab notice about a client. */
  async notify(text: string, client = this.client): Promise<void> {
    const received = new Promise<void>((resolve) => {
      this.#stored = resolve;
    });
    localStorage.setItem(`wise-link:${location.origin}/faults/wise.html ${client}`, text);
    await within(5, 'the storage event', received);
    await this.settle();
  }

  /** Reloads the page. */
  async reload(): Promise<void> {
    this.bank.location.reload();
    await this.settle();
  }

  /** Freezes the page: no timer fires, and no message or response arrives. */
  freeze(): void {
    this.bank.document.dispatchEvent(new Event('freeze'));
    this.clock.freeze(this.bank);
    this.transports.freeze(this.bank);
    this.#awake = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Resumes the page after a time, in the worst order: due timers first. */
  async thaw(asleep = LONG): Promise<void> {
    this.clock.jump(asleep);
    this.clock.thaw(this.bank);
    this.bank.document.dispatchEvent(new Event('resume'));
    await this.clock.run(0);
    this.#wake();
    this.transports.thaw();
    await this.settle();
  }

  /** Removes the element. Returns a function that adds it again. */
  takeOut(): () => Promise<void> {
    const { element } = this;
    const { parentElement } = element;
    element.remove();
    return async () => {
      parentElement?.append(element);
      await this.settle();
    };
  }

  /** Removes the element during some work. */
  async without(meanwhile: () => Promise<void> | void = () => undefined): Promise<void> {
    const putBack = this.takeOut();
    await this.settle();
    await meanwhile();
    await this.settle();
    await putBack();
  }

  /** Presses a control, and waits. "Is this you?" ignores answers in its first half second. */
  async press(name: string): Promise<void> {
    if (name === 'confirm') await this.clock.run(500);
    this.card.press(name);
    await this.settle();
  }

  /** The Wise window. */
  get wise(): HTMLIFrameElement {
    const [window] = this.windows.all;
    if (!window) throw new Error('No window is open');
    return window;
  }

  /** The state of the last stored attempt. */
  get state(): string {
    return Object.keys(sessionStorage).findLast((key) => key.startsWith('wise-link:'))?.slice('wise-link:'.length) ?? '';
  }

  /** The URL of the authorization response. */
  answer(state = this.state, query = `code=${this.backend.issue()}&profileId=5`): string {
    return `${location.origin}/faults/callback.html?${query}&state=${state}`;
  }

  /** The customer gives access: Wise redirects in the frame. */
  async grant(frame = this.windows.all[0] ?? this.tab, query?: string): Promise<void> {
    const page = this.windowOf(frame);
    const state = new URL(page.location.href).searchParams.get('state') ?? frame.name;
    page.location.replace(this.answer(state, query));
    await this.settle();
  }

  /** Waits until nothing is pending, and the card is rendered. */
  async settle(): Promise<void> {
    await within(5, 'the pages to settle', this.#settle());
    this.#checkText();
  }

  /** The active listeners, timers and channels of the page. */
  get leftovers(): string[] {
    const { bank } = this;
    return [
      ...this.subscriptions.of(bank).map((type) => `listener for ${type}`),
      ...(this.clock.running(bank) ? [`${this.clock.running(bank)} timers`] : []),
      ...(this.transports.open(bank) ? [`${this.transports.open(bank)} channels`] : []),
    ];
  }

  /** Removes everything. */
  async end(): Promise<void> {
    for (const frame of [this.tab, ...this.windows.all]) this.close(frame);
    sessionStorage.clear();
    localStorage.clear();
    if (this.#isTroubled) await fetch('/faults/calm');
  }

  /** Replaces `window.open` and `fetch` of the bank's page. */
  #replaceGlobals(page: PageWindow): void {
    page.open = ((url: string, name: string) => {
      const { opening } = this;
      this.opening = undefined;
      const usual = (): Window | null => this.windows.open(url, name);
      return opening ? opening(usual) : usual();
    }) as typeof open;
    page.fetch = ((url: string, init: RequestInit) => {
      this.#events += 1;
      return this.backend.fetch(url, init);
    }) as typeof fetch;
  }

  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      const before = this.#sum;
      await this.#arrivals.all();
      await this.transports.quiet();
      while (this.backend.isReading) await turn();
      await turn();
      quiet = before === this.#sum ? quiet + 1 : 0;
    }
  }

  get #sum(): number {
    return this.#events + this.#arrivals.count + this.transports.count + this.backend.count;
  }

  async #tick(): Promise<void> {
    const before = this.#sum;
    await turn();
    if (before !== this.#sum) await this.settle();
  }

  #leave(page: PageWindow): void {
    this.#events += 1;
    this.clock.leave(page);
    this.transports.leave(page);
    this.subscriptions.leave(page);
  }

  /** Checks that the card shows a text. */
  #checkText(): void {
    if (this.#arrivals.has(this.tab)) return;
    let element: WiseLink | undefined;
    try {
      element = this.bank.document.querySelector('wise-link') ?? undefined;
    } catch {
      return; // the browser's error page
    }
    if (element && !new Card(element).words) this.trail.wrongs.push(`no text on the card (${element.phase})`);
  }
}
