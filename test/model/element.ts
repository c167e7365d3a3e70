import type { WiseLink } from '../../src/element/wise-link.js';
import type { Phase } from '../../src/flow/state.js';
import type { Control } from '../../src/element/view/view.js';
import type { Attempt } from './oracle.js';
import type { Page } from './page.js';
import type { Card } from './stand-in/card.js';

/** One element on a page, as the customer and the partner have it. */
export class Element {
  readonly name: string;
  readonly page: Page;
  readonly node: WiseLink;
  readonly card: Card;
  isConnected = false;
  /** What the oracle knows of it: its attempt, */
  attempt: Attempt | undefined;
  /** how often it has opened Wise, */
  launches = 0;
  /** in which phase it was before the present one, */
  previous: Phase = 'idle';
  /** since when it has been in the present one, */
  since = 0;
  /** what it has handed over last, */
  handed: { code: string; key: string; body: string } | undefined;
  /** the one code of Wise's for each of its attempts, */
  codes = new Map<string, string>();
  /** how often it has called the exchange since somebody had it do something, */
  calls = 0;
  /** before when it must not call again, */
  notBefore = 0;
  /** the attempts that the backend has begun for it, */
  offers = new Map<string, Attempt>();
  /** whether it has asked for one: it has looked then for what was left behind, and there was nothing; */
  hasAsked = false;
  /** and for how many milliseconds its attempt has been over its limit, since it last slept or changed. */
  late = 0;

  #told: { phase: Phase; error: unknown } = { phase: 'idle', error: undefined };

  constructor(name: string, page: Page, node: WiseLink, card: Card) {
    this.name = name;
    this.page = page;
    this.node = node;
    this.card = card;
  }

  /** Whether the customer can see it, and press what is on it. */
  get isInReach(): boolean {
    return this.isConnected && this.page.life === 'live';
  }

  /** The controls that the customer sees, the code field's button apart. */
  get controls(): Control[] {
    const { view } = this.card;
    const all = Object.keys(view?.labels ?? {}) as Control[];
    return all.filter((control) => view?.labels[control] && !(control === 'launch' && view.main === 'submit'));
  }

  inserts(): void {
    this.isConnected = true;
    this.calls = 0;
    this.notBefore = 0;
    // What was on its way to the backend goes once more.
    this.since = this.page.tab.browser.world.now;
    Object.assign(this.node, { isConnected: true });
    this.#moves((node) => node.connectedCallback());
  }

  removes(): void {
    this.isConnected = false;
    Object.assign(this.node, { isConnected: false });
    this.page.tab.browser.world.oracle.leaves(this, () => this.#moves((node) => node.disconnectedCallback()));
  }

  /** The customer presses a control; the browser follows the link by itself. */
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
    this.handed = undefined; // another code, or the same one once more
    this.does(() => this.card.asks.submit());
  }

  /** It is as it has told. */
  tells(): void {
    this.#told = { phase: this.node.phase, error: this.node.error };
  }

  /** Whether it is otherwise than it has told last. */
  get isChanged(): boolean {
    return this.node.phase !== this.#told.phase || this.node.error !== this.#told.error;
  }

  /** Another one goes on with its attempt, and with all that has been begun for it. */
  hands(next: Element): void {
    const { attempt, handed, codes, calls, notBefore, offers, hasAsked, late } = this;
    Object.assign(next, { attempt, handed, codes, calls, notBefore, offers, hasAsked, late });
    if (attempt) attempt.holder = next;
    for (const request of this.page.requests) if (request.element === this) request.element = next;
    Object.assign(this, { attempt: undefined, handed: undefined, codes: new Map(), calls: 0, notBefore: 0, offers: new Map(), late: 0 });
    this.tells();
  }

  /** Something that is done to it as a task of its page. */
  does(work: (node: WiseLink) => void): void {
    this.calls = 0;
    this.notBefore = 0;
    this.page.tab.browser.world.oracle.asks(this.node, () => this.page.runs(() => work(this.node)));
  }

  /** Nobody asks anything of it. */
  #moves(work: (node: WiseLink) => void): void {
    this.page.tab.browser.world.oracle.acts(this.node);
    this.page.runs(() => work(this.node));
  }

  /** The card tells of the click when the browser has followed. */
  #follows(): void {
    const { page, card } = this;
    page.tab.browser.adds(card.asks.url(), { opener: page });
    page.queues('follow', () => this.does(() => card.asks.link()));
  }
}
