import type { WiseLink } from '../../../src/index.js';
import type { Trouble } from '../pages.js';
import { Arrivals } from './arrivals.js';
import { Backend } from './backend.js';
import { Card } from './card.js';
import { Clock } from './clock.js';
import { turn, within, type PageWindow } from './page-window.js';
import { Roads } from './roads.js';
import { Subscriptions } from './subscriptions.js';
import { Trail } from './trail.js';
import { Windows } from './windows.js';

/** Half an hour and a little: longer than any attempt. */
export const LONG = 31 * 60_000;

/**
 * A customer's tab with the bank's page in it, the windows that the page opens, the bank's backend and Wise. The pages
 * are real, in frames of the test's page; what surrounds them can be tampered with.
 */
export class World {
  /** The partner's client: another one in each world, as the tabs of one client hear of each other. */
  readonly client = `bank-${crypto.randomUUID()}`;
  readonly trail = new Trail();
  readonly roads = new Roads();
  readonly subscriptions = new Subscriptions();
  readonly clock = new Clock((owner) => (owner === this.bank ? this.#tick() : this.settle()));
  readonly backend = new Backend(this.client, () => this.#awake);
  readonly windows = new Windows((frame) => {
    this.windowOf(frame).close = () => this.close(frame);
    if (frame.src) this.#arrivals.expect(frame);
  });
  /** What is done to a page before anything of its own runs. */
  before: (page: PageWindow, file: string) => void = () => undefined;
  /** What is done to the element before it is upgraded. */
  parsed: (element: WiseLink) => void = () => undefined;
  /** What the partner does when his customers are refused. */
  mend: (() => void) | undefined;
  /** What `window.open` does the next time, given what it usually does. */
  opening: ((usual: () => Window | null) => unknown) | undefined;
  /** Whether the windows cannot reach the page, as under COOP. */
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

  /** The customer goes to the bank's page anew. */
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

  /** Every document that is loaded calls this first of all. */
  enter(page: PageWindow): void {
    this.#events += 1;
    const file = page.location.pathname.replace('/faults/', '');
    const isBank = file === 'page.html';
    const frame = page.frameElement as HTMLIFrameElement;
    Object.assign(page, { faults: this });
    this.roads.enter(page, isBank);
    this.trail.enter(page);
    page.document.addEventListener('wise-link-change', ({ target }) => {
      this.#events += 1;
      void (target as WiseLink).updateComplete.then(() => this.#look());
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
    // The tab believes that it is one.
    Object.defineProperty(page, 'parent', { value: page });
    page.document.hasFocus = () => true;
    if (isBank) this.#surround(page);
    this.before(page, file);
    // From here on every listener is the page's.
    this.subscriptions.enter(page);
  }

  /** The bank's page calls this when its element is there, and is none of ours yet. */
  parse(element: WiseLink): void {
    this.parsed(element);
    // Then the page is there, though its script is not.
    if (this.#arrivals.isStuck('wise-link.js')) this.#arrivals.end(this.tab);
  }

  /** A window, or the tab, is closed. */
  close(frame: HTMLIFrameElement): void {
    this.#arrivals.end(frame);
    if (frame.isConnected) this.#leave(this.windowOf(frame));
    frame.remove();
  }

  /** The server answers the next request for the file otherwise. */
  async trouble(file: string, trouble: Trouble): Promise<void> {
    this.#isTroubled = true;
    await fetch(`/faults/next?${new URLSearchParams({ file, trouble })}`);
    if (['never', 'late', 'nothing', 'download'].includes(trouble)) this.#arrivals.stick(file);
  }

  /** What was held back comes. */
  async release(frame?: HTMLIFrameElement): Promise<void> {
    if (frame) this.#arrivals.expect(frame, '');
    await fetch('/faults/calm');
    await this.settle();
  }

  /** So much later, by the page's clock. */
  async later(milliseconds: number): Promise<void> {
    await new Promise((resolve) => this.bank.setTimeout(resolve, milliseconds));
  }

  /** Another tab tells something of a client. */
  async news(text: string, client = this.client): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#stored = resolve;
    });
    localStorage.setItem(`wise-link:${location.origin}/faults/wise.html ${client}`, text);
    await within(5, 'the page to hear of the storage', heard);
    await this.settle();
  }

  /** The page is reloaded. */
  async reload(): Promise<void> {
    this.bank.location.reload();
    await this.settle();
  }

  /** The page is frozen, as far as it can notice: no timer fires, no message and no answer arrives. */
  freeze(): void {
    this.bank.document.dispatchEvent(new Event('freeze'));
    this.clock.freeze(this.bank);
    this.roads.freeze(this.bank);
    this.#awake = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** After so long it goes on: first, which is worst, with the timers that came due. */
  async thaw(asleep = LONG): Promise<void> {
    this.clock.jump(asleep);
    this.clock.thaw(this.bank);
    this.bank.document.dispatchEvent(new Event('resume'));
    await this.clock.run(0);
    this.#wake();
    this.roads.thaw();
    await this.settle();
  }

  /** Takes the element out of the page. What is given back puts it in again. */
  takeOut(): () => Promise<void> {
    const { element } = this;
    const { parentElement } = element;
    element.remove();
    return async () => {
      parentElement?.append(element);
      await this.settle();
    };
  }

  /** The element is not in the page meanwhile. */
  async without(meanwhile: () => Promise<void> | void = () => undefined): Promise<void> {
    const putBack = this.takeOut();
    await this.settle();
    await meanwhile();
    await this.settle();
    await putBack();
  }

  /** Presses a control, and waits for what comes of it. A question is read first. */
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

  /** The state of the attempt that is noted last. */
  get state(): string {
    return Object.keys(sessionStorage).findLast((key) => key.startsWith('wise-link:'))?.slice('wise-link:'.length) ?? '';
  }

  /** Where Wise sends the customer back to. */
  answer(state = this.state, query = `code=${this.backend.issue()}&profileId=5`): string {
    return `${location.origin}/faults/callback.html?${query}&state=${state}`;
  }

  /** The customer gives access: Wise sends him back, in its window, in this tab, or where else he is. */
  async grant(frame = this.windows.all[0] ?? this.tab, query?: string): Promise<void> {
    const page = this.windowOf(frame);
    const state = new URL(page.location.href).searchParams.get('state') ?? frame.name;
    page.location.replace(this.answer(state, query));
    await this.settle();
  }

  /** Waits until nothing is on its way any more, and the card is drawn. */
  async settle(): Promise<void> {
    await within(5, 'the pages to come to rest', this.#settle());
    this.#look();
  }

  /** What is left of a page that should hold nothing. */
  get leftovers(): string[] {
    const { bank } = this;
    return [
      ...this.subscriptions.of(bank).map((type) => `listener for ${type}`),
      ...(this.clock.running(bank) ? [`${this.clock.running(bank)} timers`] : []),
      ...(this.roads.open(bank) ? [`${this.roads.open(bank)} channels`] : []),
    ];
  }

  /** Everything goes. */
  async end(): Promise<void> {
    for (const frame of [this.tab, ...this.windows.all]) this.close(frame);
    sessionStorage.clear();
    localStorage.clear();
    if (this.#isTroubled) await fetch('/faults/calm');
  }

  /** What the bank's page has around it. */
  #surround(page: PageWindow): void {
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
      await this.roads.quiet();
      while (this.backend.isReading) await turn();
      await turn();
      quiet = before === this.#sum ? quiet + 1 : 0;
    }
  }

  get #sum(): number {
    return this.#events + this.#arrivals.count + this.roads.count + this.backend.count;
  }

  async #tick(): Promise<void> {
    const before = this.#sum;
    await turn();
    if (before !== this.#sum) await this.settle();
  }

  #leave(page: PageWindow): void {
    this.#events += 1;
    this.clock.leave(page);
    this.roads.leave(page);
    this.subscriptions.leave(page);
  }

  /** At every moment the customer reads something. */
  #look(): void {
    if (this.#arrivals.has(this.tab)) return;
    let element: WiseLink | undefined;
    try {
      element = this.bank.document.querySelector('wise-link') ?? undefined;
    } catch {
      return; // the browser's own page, with the browser's own words
    }
    if (element && !new Card(element).words) this.trail.wrongs.push(`no words on the card (${element.phase})`);
  }
}
