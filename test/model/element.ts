// An element of the simulation.
import type { WiseLink } from '../../src/element/wise-link.js';
import type { Phase } from '../../src/flow/state.js';
import type { Control } from '../../src/element/view/view.js';
import type { Attempt } from './oracle.js';
import type { Page } from './page.js';
import type { Card } from './stand-in/card.js';

/** One element on a page, with the actions of the customer and the partner, and the records of the oracle. */
export class Element {
  readonly name: string;
  readonly page: Page;
  readonly node: WiseLink;
  readonly card: Card;
  isConnected = false;
  /** Its attempt. */
  attempt: Attempt | undefined;
  /** How often it opened Wise. */
  launches = 0;
  /** The previous phase. */
  previous: Phase = 'idle';
  /** The start time of the current phase. */
  since = 0;
  /** When it was last added to the document. */
  inserted = 0;
  /** The last submission. */
  submitted: { code: string; key: string; body: string } | undefined;
  /** The code from Wise, by the state of the attempt. */
  codes = new Map<string, string>();
  /** The number of exchange calls since the last action of a person or the page. */
  calls = 0;
  /** The earliest time for the next call. */
  notBefore = 0;
  /** The attempts that the backend started for it, by state. */
  offers = new Map<string, Attempt>();
  /** Whether it called the start endpoint. It only does so if it found no attempt to resume. */
  hasAsked = false;
  /** The milliseconds since its attempt passed its limit, counted from the last sleep or change. */
  late = 0;

  #reported: { phase: Phase; error: unknown } = { phase: 'idle', error: undefined };

  constructor(name: string, page: Page, node: WiseLink, card: Card) {
    this.name = name;
    this.page = page;
    this.node = node;
    this.card = card;
  }

  /** The client of its attributes. */
  get party(): string {
    return `${this.node.clientId} ${this.node.redirectUri}`;
  }

  /** Whether the customer can see it and press its controls. */
  get isUsable(): boolean {
    return this.isConnected && this.page.life === 'live';
  }

  /** The visible controls that can be pressed, without the submit button of the code field. */
  get controls(): Control[] {
    const { view } = this.card;
    const all = Object.keys(view?.labels ?? {}) as Control[];
    return all.filter((control) => view?.labels[control] && control !== 'submit' && !(control === 'email' && view.isCooling));
  }

  inserts(): void {
    this.isConnected = true;
    this.calls = 0;
    this.notBefore = 0;
    // The pending call to the backend is sent again.
    this.since = this.page.tab.browser.world.now;
    this.inserted = this.since;
    Object.assign(this.node, { isConnected: true });
    this.#moves((node) => node.connectedCallback());
  }

  /** Removes it. What the page does before and after is in the same task. */
  removes({ before, after }: { before?: () => void; after?: () => void } = {}): void {
    this.isConnected = false;
    Object.assign(this.node, { isConnected: false });
    this.page.tab.browser.world.oracle.leaves(this, () => this.#moves((node) => (before?.(), node.disconnectedCallback(), after?.())));
  }

  /** Moves it in the document. What the page does meanwhile is in the same task. */
  moves(meanwhile: () => void = () => {}): void {
    const { node } = this;
    this.#moves(() => {
      Object.assign(node, { isConnected: false });
      node.disconnectedCallback();
      meanwhile();
      Object.assign(node, { isConnected: true });
      node.connectedCallback();
    });
  }

  /** The customer presses a control. For the link, the browser opens a tab. */
  presses(control: Exclude<Control, 'copy'>): void {
    this.page.tab.browser.focus(this.page.tab);
    const { asks, view } = this.card;
    const ask = control === 'launch' && view ? view.main : control;
    if (control === 'link') this.#follows();
    else if (ask !== 'copy') this.does(() => asks[ask]());
  }

  types(text: string): void {
    this.page.tab.browser.focus(this.page.tab);
    this.card.input.value = text;
    this.submitted = undefined; // the code may be another one, or the same one again
    this.does(() => this.card.asks.submit());
  }

  /** Records the phase and error of the last event. */
  tells(): void {
    this.#reported = { phase: this.node.phase, error: this.node.error };
  }

  /** Whether its phase or error differs from the last event. */
  get isChanged(): boolean {
    return this.node.phase !== this.#reported.phase || this.node.error !== this.#reported.error;
  }

  /** Another element takes over its attempt, with all records and pending calls. */
  transfersTo(next: Element): void {
    const { attempt, submitted, codes, calls, notBefore, offers, hasAsked, late } = this;
    Object.assign(next, { attempt, submitted, codes, calls, notBefore, offers, hasAsked, late });
    if (attempt) attempt.owner = next;
    for (const request of this.page.requests) if (request.element === this) request.element = next;
    Object.assign(this, { attempt: undefined, submitted: undefined, codes: new Map(), calls: 0, notBefore: 0, offers: new Map(), late: 0 });
    this.tells();
  }

  /** Runs an action of a person or of the page, as a task of the page. */
  does(work: (node: WiseLink) => void): void {
    this.calls = 0;
    this.notBefore = 0;
    this.page.tab.browser.world.oracle.asks(this.node, () => this.page.runs(() => work(this.node)));
  }

  /** Runs work that no person asked for. */
  #moves(work: (node: WiseLink) => void): void {
    this.page.tab.browser.world.oracle.acts(this.node);
    this.page.runs(() => work(this.node));
  }

  /** The card reports the click after the browser has followed the link. */
  #follows(): void {
    const { page, card } = this;
    page.tab.browser.adds(card.asks.url(), { opener: page });
    page.queues('follow', () => this.does(() => card.asks.link()));
  }
}
