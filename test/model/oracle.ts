import type { ExchangePayload } from '../../src/contract.js';
import type { Phase } from '../../src/flow/state.js';
import type { Element } from './element.js';
import type { Page } from './page.js';
import { BANK } from './places.js';
import type { Card } from './stand-in/card.js';
import type { Tab } from './tab.js';
import { Violation } from './violation.js';
import { strangeWords } from './words.js';
import { stateOf, type Code } from './wise.js';
import type { WindowProxy } from './window-proxy.js';
import type { World } from './world.js';

/** How long an attempt lasts, in milliseconds. */
const LIFETIME = 30 * 60_000;

/** What no one may see who is not named. */
const SECRET = 'CANARY';

/** An attempt, as whoever watches knows it: begun when a state was drawn, in one tab. A copy of the tab has a copy. */
export interface Attempt {
  state: string;
  limit: number;
  /** How it ended. */
  end?: string;
  /** The element that has begun it, or carried it on last. */
  holder: Element | undefined;
  /** Whether what its tab had stored is gone. */
  isForgotten: boolean;
}

/** What the element announces. */
export interface Announced {
  type: string;
  phase?: Phase;
  previous?: Phase;
  reason?: string;
  error?: Error & { correlationId: string };
  url?: string;
}

/** A message, as a page hears it. On a channel nobody is named. */
export interface Heard {
  origin?: string;
  source?: WindowProxy | null;
  data: unknown;
}

/** Watches over the invariants from outside: at the browser's doors, and at what the partner and the customer get. */
export class Oracle {
  readonly #world: World;
  readonly #attempts = new Map<Tab, Map<string, Attempt>>();
  /** Codes that have been handed over. */
  readonly #handed = new Set<string>();
  /** Codes that the backend has redeemed at Wise, with their attempts. */
  readonly #redeemed = new Set<string>();
  /** The attempts for which a code has been handed over. */
  readonly #spent = new Set<string>();
  #acting: object | undefined;
  #isAsked = false;
  /** Letters on their way to a page that may hear them, by when they were sent. */
  readonly #onTheWay = new Map<object, { page: Page; code: Code; since: number }>();
  #receipts = 0;
  /** The attempt whose note has just been removed. */
  #forgotten: string | undefined;
  /** Pages whose address nobody can know as an answer: it bears no state, and no attempt was under way. */
  readonly #unknown = new WeakSet<Page>();
  #broken: Violation | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** An invariant does not hold. Told after the step: the code under test could catch what is thrown at it. */
  breaks(invariant: string, message: string): void {
    this.#broken ??= new Violation(invariant, message);
  }

  /** After every step. */
  checks(): void {
    for (const element of this.#world.elements) if (element.isConnected) this.#adopts(element);
    for (const element of this.#world.elements) this.#follows(element);
    for (const tab of this.#world.browser.tabs) this.#looksAt(tab);
    if (this.#broken) throw this.#broken;
  }

  /** Whether a code has been handed over for this attempt, by whatever tab. */
  isSpent({ state }: Attempt): boolean {
    return this.#spent.has(state);
  }

  // What happens at the doors.

  /** A task of a page begins, or a callback of one. */
  begins(): void {
    this.#forgotten = undefined;
  }

  /** An element is about to do something. */
  acts(node: object): void {
    this.#acting = node;
  }

  /** Somebody has an element do something. */
  asks(node: object, work: () => void): void {
    this.#acting = node;
    this.#isAsked = true;
    work();
    this.#isAsked = false;
  }

  /** A state is drawn: an attempt begins. */
  draws(page: Page, state: string): void {
    const element = page.elements.find(({ node }) => node === this.#acting);
    if (!element) return this.breaks('I-3', 'an attempt began that no element began');
    if (element.attempt) this.breaks('I-6', `${element.name} began an attempt before the end of the last`);
    element.attempt = { state, limit: this.#world.now + LIFETIME, holder: element, isForgotten: false };
    this.#of(page.tab).set(state, element.attempt);
  }

  /** A tab begins with what another one has stored. */
  copied(from: Tab, to: Tab): void {
    for (const [state, attempt] of this.#of(from)) if (Object.hasOwn(from.session, `wise-link:${state}`)) this.#of(to).set(state, { ...attempt, holder: undefined });
  }

  /**
   * Back brings a page out of the cache. An element outside of its document listens to nothing, so it cannot know that
   * another page has brought its attempt to an end: should it be put back, the attempt goes on.
   */
  restored({ tab, elements }: Page): void {
    for (const element of elements) {
      if (element.isConnected || !element.attempt?.end) continue;
      element.attempt = { ...element.attempt };
      delete element.attempt.end;
      this.#of(tab).set(element.attempt.state, element.attempt);
    }
  }

  /** What a tab has stored is gone, or out of reach. */
  cleared(tab: Tab): void {
    for (const attempt of this.#of(tab).values()) attempt.isForgotten = true;
  }

  /** Session storage is written. */
  noted(tab: Tab, key: string, value: string | null): void {
    if (value === null) this.#forgotten = key.slice('wise-link:'.length);
    const { running } = this.#world.browser;
    const isRedirectPage = running?.kind === 'callback';
    for (const [name, text] of new URLSearchParams(value ?? '')) {
      if (name === 'returnTo' && running && this.#unknown.has(running)) continue;
      if (text.includes(SECRET) && !(name === 'letter' && isRedirectPage)) this.breaks('I-10', `the code stands in ${tab.name}'s note, as ${name}`);
    }
  }

  /** Local storage is written. */
  stored(value: string | null): void {
    if (value?.includes(SECRET)) this.breaks('I-10', 'the code stands in local storage');
  }

  /** A message leaves a page. */
  sent(from: Page, data: unknown, targetOrigin: string, channel?: string): void {
    const { letter, ...rest } = Object(data) as { letter?: unknown };
    if (from.kind === 'bank' && letter === undefined) this.#receipts += 1;
    const text = JSON.stringify(data) ?? '';
    if (!text.includes(SECRET)) return;
    const state = typeof letter === 'string' && URL.canParse(letter) ? stateOf(new URL(letter)) : '';
    const isOurs = from.origin === BANK && targetOrigin === BANK && (channel === undefined || channel === `wise-link:${state}`);
    if (!isOurs || JSON.stringify(rest).includes(SECRET)) this.breaks('I-1', 'the code is sent where it can be read');
  }

  /** A message is on its way to a page. */
  waits(page: Page, event: Heard): void {
    const code = this.#world.wise.read(Object(event.data).letter);
    if (code && isOnOurRoad(page, event)) this.#onTheWay.set(event, { page, code, since: this.#world.now });
  }

  /** A message finds that nobody listens any more. */
  misses(event: Heard): void {
    this.#onTheWay.delete(event);
  }

  /** A page hears a message: if it is the letter that it waits for, it has to take it. */
  hears(page: Page, event: Heard, run: () => void): void {
    const waited = this.#onTheWay.get(event);
    this.#onTheWay.delete(event);
    const code = this.#world.wise.read(Object(event.data).letter);
    const isAwaited = !!waited && page.elements.some((element) => this.#awaits(element, waited.code, waited.since));
    this.#receipts = 0;
    run();
    if (!code || this.#handed.has(code.code)) return;
    if (isAwaited) this.breaks('I-5', `${page.tab.name} was given the code of its attempt, and did not hand it over`);
    if (this.#receipts > 0) this.breaks('I-5', `${page.tab.name} acknowledged a code that it did not hand over`);
  }

  /** A page of the bank comes into a tab: the letter that lies ready for an attempt of this tab, the element takes. */
  lands(page: Page, run: () => void): void {
    const { tab } = page;
    const all = [...this.#of(tab).keys()].filter((state) => Object.hasOwn(tab.session, `wise-link:${state}`));
    const notes = all.map((state) => new URLSearchParams(tab.session.getItem(`wise-link:${state}`)));
    // What stands in the address is this tab's only if the tab went to Wise by itself.
    const isOurs = notes.some((note) => note.get('returnTo') && stateOf(new URL(note.get('url') ?? '')) === stateOf(page.loadedFrom));
    const isClosed = this.#world.browser.storage === 'closed';
    const letters = isClosed ? [] : [...notes.map((note) => note.get('letter')), isOurs && page.loadedFrom.href];
    const codes = letters.map((letter) => this.#world.wise.read(letter)).filter((code) => code && this.#isLive(tab, code));
    run();
    if (!page.loadedFrom.searchParams.has('state') && (notes.length === 0 || isClosed)) this.#unknown.add(page);
    const [code, another] = codes;
    if (code && !another && !this.#handed.has(code.code)) this.breaks('I-5', `${tab.name} came back with the code of its attempt, and did not hand it over`);
  }

  /** A page calls a server. */
  calls(page: Page, url: string, headers: object, body: string): void {
    const isExchange = url === `${BANK}/api/exchange`;
    if (`${url} ${JSON.stringify(headers)}`.includes(SECRET)) this.breaks('I-1', 'the code stands in an address or a header');
    if (isExchange) this.hands(page, JSON.parse(body));
    else if (body.includes(SECRET)) this.breaks('I-1', `the code is sent to ${url}`);
  }

  /** A page hands something over to be exchanged. */
  hands(page: Page, payload: ExchangePayload): void {
    if (!('code' in payload)) return;
    const { code, state, source } = payload;
    const attempt = this.#of(page.tab).get(state);
    this.#handed.add(code);
    this.#spent.add(state);
    if (!attempt) return this.breaks('I-3', `${page.tab.name} handed over a code for an attempt that it has not`);
    if (attempt.end) this.breaks('I-3', `${page.tab.name} handed over a code for an attempt that had ended: ${attempt.end}`);
    if (page.timeOrigin > attempt.limit) this.breaks('I-3', `${page.tab.name} handed over a code though it was loaded after its time`);
    if (source !== 'typed' && this.#world.wise.code(code)?.state !== state) this.breaks('I-3', `${page.tab.name} handed over a code that Wise did not give for this attempt`);
  }

  /** The backend redeems a code at Wise. */
  redeemed(code: string, state: string): void {
    const key = `${code} ${state}`;
    if (this.#redeemed.has(key)) this.breaks('I-2', `${code} was redeemed twice`);
    this.#redeemed.add(key);
  }

  /** The element dispatches an event. True if nobody cancels it. */
  announces(page: Page, node: object, event: Announced): boolean {
    const element = page.elements.find((other) => other.node === node);
    if (!element) return true;
    const { type, phase, previous, reason, error, url } = event;
    const told = [JSON.stringify(event), url, error?.message, String(error?.cause), JSON.stringify(error?.cause)].join(' ');
    if (told.includes(SECRET)) this.breaks('I-10', `the code stands in ${type}`);
    if (type === 'wise-link-change') {
      element.previous = previous ?? 'idle';
      if (phase !== previous) element.since = this.#world.now;
      element.late = 0; // what the customer has begun by a press, has a second too
      this.#adopts(element);
    } else if (type === 'wise-link-navigate') return this.#leaves(element, new URL(url ?? ''));
    else this.#ends(element, reason ?? error?.message ?? 'linked');
    return true;
  }

  /** The card is drawn. */
  shows(card: Card): void {
    const { view, phase } = card;
    if (!view || !phase) return;
    const strange = strangeWords(view);
    if (strange) this.breaks('I-9', `the card says: ${strange}`);
  }

  /** After a sleep letters may have waited: whoever is over his limit has another second for them. */
  sleeps(): void {
    for (const element of this.#world.elements) element.late = 0;
  }

  /** Half a second is about to pass, and nothing is left to do before. */
  ticks(milliseconds: number): void {
    for (const { page } of this.#world.browser.tabs) {
      if (page?.life !== 'live') continue;
      if (page.kind === 'callback') page.silentFor = page.texts[0]?.hidden ? 0 : page.silentFor + milliseconds;
      if (page.silentFor > 4000) this.breaks('I-4', `the redirect page in ${page.tab.name} says nothing`);
      for (const element of page.elements) {
        if (!element.attempt || !element.isConnected || isOver(element)) continue;
        // Once the code has been handed over, whoever waits has a minute for what is next: the backend, or the customer.
        const isHanded = ['exchanging', 'confirming', 'failed'].includes(element.node.phase);
        const end = isHanded ? Math.max(element.attempt.limit, element.since + 60_000) : element.attempt.limit;
        element.late = this.#world.now < end ? 0 : element.late + milliseconds;
        if (element.late > 1000 + milliseconds) this.breaks('I-8', `${element.name} is ${element.node.phase} more than a second after its limit`);
      }
    }
  }

  // What is concluded.

  /** Whether a code is for an attempt that is under way in this tab. */
  #isLive(tab: Tab, { state, code }: Code): boolean {
    const attempt = this.#of(tab).get(state ?? '');
    return !!attempt && !attempt.end && this.#world.now < attempt.limit && !this.#handed.has(code);
  }

  /** Whether an element waits for this code. */
  #awaits({ isConnected, attempt, node, late }: Element, { state }: Code, since: number): boolean {
    return isConnected && attempt !== undefined && attempt.state === state && node.phase === 'authorizing' && since < attempt.limit && late === 0;
  }

  /** Wise is about to be opened. */
  #leaves(element: Element, url: URL): boolean {
    if (element.attempt?.state !== stateOf(url)) this.breaks('I-3', `${element.name} goes to Wise with another attempt's state`);
    element.launches += 1;
    if (this.#world.setting.isShell) this.#world.shell.push(url);
    return !this.#world.setting.isShell;
  }

  /** An attempt that a page left behind is carried on: its note names the page. */
  #adopts(element: Element): void {
    const { page, node } = element;
    if (element.attempt || isAtRest(element)) return;
    const all = [...this.#of(page.tab).values()];
    const noted = ({ state }: Attempt): string | null => new URLSearchParams(String(page.tab.session[`wise-link:${state}`])).get('page');
    const isTaken = ({ state }: Attempt): boolean => page.elements.some((other) => other.isConnected && other.attempt?.state === state);
    // Where the storage is full the note still names the page before.
    const here = all.filter((other) => noted(other) === `${page.timeOrigin}`);
    const there = all.filter((other) => noted(other) !== null).toSorted((one, other) => other.limit - one.limit);
    const attempt = [...here, ...there].find((other) => !isTaken(other)) ?? here[0] ?? there[0];
    if (attempt && isTaken(attempt)) this.breaks('I-6', `${element.name} carries on an attempt that another element on its page has`);
    if (!attempt) return this.breaks('I-3', `${element.name} is ${node.phase} without an attempt`);
    if (attempt.end) this.breaks('I-6', `${element.name} carries on an attempt that had ended: ${attempt.end}`);
    element.attempt = attempt;
    attempt.holder = element;
  }

  /** An attempt ends aloud; only where another element has had it since, or nothing is known of it any more, silently. */
  #follows(element: Element): void {
    const { attempt, node, name } = element;
    if (!attempt || !isOver(element)) return;
    const isForgotten = attempt.isForgotten || this.#world.now > attempt.limit;
    if (attempt.holder === element && !attempt.end && !isForgotten) this.breaks('I-6', `${name} is ${node.phase}, and told nobody of the end`);
    element.attempt = undefined;
  }

  /** An attempt ends: once, and with cause. */
  #ends(element: Element, how: string): void {
    const attempt = element.attempt ?? this.#of(element.page.tab).get(this.#forgotten ?? '');
    if (!attempt) return;
    if (attempt.end) this.breaks('I-6', `an attempt ended twice: ${attempt.end}, ${how}`);
    if (element.attempt && !this.#isCause(how, attempt, element.previous)) this.breaks('I-5', `${element.name} was ${element.previous}, and its attempt ended without cause: ${how}`);
    const isHasty = [...this.#onTheWay.values()].some(({ page, code, since }) => page === element.page && code.state === attempt.state && since < attempt.limit);
    if (how === 'attempt_expired' && isHasty) this.breaks('I-5', `${element.name} let its time end before it heard a letter that had waited`);
    attempt.end ??= how;
    element.attempt = undefined;
  }

  /** Only an answer, whoever uses the element, or the limit ends an attempt. */
  #isCause(how: string, { limit, state }: Attempt, previous: Phase): boolean {
    switch (how) {
      case 'cancelled':
        return this.#isAsked;
      case 'attempt_expired':
        return this.#world.now >= limit;
      case 'storage_unavailable':
        return this.#world.browser.storage !== 'open';
      case 'declined':
      case 'authorization_failed':
        return this.#world.wise.hasRefused(state);
      case 'linked':
        return true;
      case 'unexpected':
        return false;
    }
    return previous === 'exchanging' || previous === 'requesting-email';
  }

  #looksAt({ page, history, index, session, name }: Tab): void {
    if (page?.kind !== 'bank') {
      if (page?.kind === 'callback' && history[index]?.url.includes(SECRET)) this.breaks('I-10', `the code stands in the address bar of ${name}`);
      return;
    }
    const { elements } = page;
    for (const element of elements) {
      if (!element.isConnected) continue;
      const { phase } = element.node;
      if (phase !== 'linked' && phase !== 'exchanging' && element.controls.length === 0 && phase !== 'awaiting-code') this.breaks('I-4', `${element.name} is ${phase}, and has no way on`);
      const note = new URLSearchParams(session.getItem(`wise-link:${element.attempt?.state}`));
      if (element.attempt && note.has('letter')) this.breaks('I-10', `${name} still keeps the code that ${element.name} has taken`);
    }
    const present = elements.filter(({ isConnected }) => isConnected);
    const isRedirectPage = this.#world.setting.redirectsTo === 'page';
    if (isRedirectPage && !this.#unknown.has(page) && present.length > 0 && page.life === 'live' && history[index]?.url.includes(SECRET)) this.breaks('I-10', `the code stands in the address bar of ${name}`);
    // For a minute it may pass on a letter for another window; a timer that is due has not had its turn.
    const isMinute = this.#world.now < page.timeOrigin + 60_000 || page.timers.next <= this.#world.now || page.life !== 'live';
    if ((page.loadedFrom.searchParams.has('state') && isMinute) || present.some(({ attempt }) => attempt)) return;
    const holds = page.holds.filter((what) => what !== `${present.length} listener for storage`);
    if (holds.length > 0) this.breaks('I-7', `${name} holds ${holds.join(', ')} for nothing`);
  }

  #of(tab: Tab): Map<string, Attempt> {
    const found = this.#attempts.get(tab) ?? new Map();
    this.#attempts.set(tab, found);
    return found;
  }
}

/** Whether a message comes from another page of the bank's: over a channel, or between a window and its opener. */
const isOnOurRoad = ({ tab, proxy }: Page, { origin, source }: Heard): boolean =>
  !origin || (origin === BANK && !!source && (source === tab.openedBy || source.opener === proxy));

/** Whether an element shows no attempt under way. */
const isAtRest = ({ node }: Element): boolean => /^(idle|linked|failed)$/.test(node.phase);

/** Whether an element has nothing under way for certain. */
const isOver = ({ node }: Element): boolean => node.phase === 'idle' || node.phase === 'linked';
