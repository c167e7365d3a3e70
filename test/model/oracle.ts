// Checks the invariants during a schedule.
import type { ExchangePayload } from '../../src/contract.js';
import type { Phase } from '../../src/flow/state.js';
import type { Element } from './element.js';
import type { Page } from './page.js';
import { BANK, PAGE, WISE } from './places.js';
import type { Wire } from './response.js';
import type { Card } from './stand-in/card.js';
import type { Tab } from './tab.js';
import { Violation } from './violation.js';
import { unknownText } from './words.js';
import { redirectUriOf, stateOf, type Code } from './wise.js';
import type { WindowProxy } from './window-proxy.js';
import type { World } from './world.js';

/** How long an attempt lasts, in milliseconds. */
const LIFETIME = 30 * 60_000;

/** The longest time that is left by a wall clock, in milliseconds. If more is left, the clock was set back. */
const MAX_LIFETIME = LIFETIME + 60_000;

/** The start of every code of Wise, to find leaked codes. */
const SECRET = 'CANARY';

/** How long a prefetched start may be used, including the time of its call, in milliseconds. */
const MAX_PREFETCH_AGE = 5 * 60_000 + 15_000;

/**
 * An attempt, as observed from outside: it starts when the page generates a state, or when the backend responds. Belongs to
 * one tab; a duplicated tab has a copy.
 */
export interface Attempt {
  state: string;
  /** The id in the backend, if the backend started it. */
  attemptId?: string | undefined;
  /** The client id and the redirect URI. */
  party: string | undefined;
  begun: number;
  /** When it ends on the wall clock, which is stored. */
  expires: number;
  /** When it ends at the latest. */
  limit: number;
  /** When it may end. Earlier than the limit, if a wall clock was set that a page consults. */
  soonest: number;
  /** How it ended. Undefined while it is open. */
  end?: string;
  /** The element that started or last resumed it. */
  owner: Element | undefined;
  /** Whether its tab lost the stored attempt. */
  isForgotten: boolean;
}

/** An event of the element. */
export interface Announced {
  type: string;
  phase?: Phase;
  previous?: Phase;
  reason?: string;
  error?: Error & { correlationId: string };
  url?: string;
}

/** A received message. A message on a channel has no source. */
export interface Heard {
  origin?: string;
  source?: WindowProxy | null;
  data: unknown;
}

/** Checks the invariants from outside: the calls of the browser's APIs, the events and the card. */
export class Oracle {
  readonly #world: World;
  readonly #attempts = new Map<Tab, Map<string, Attempt>>();
  /** Codes that were submitted. */
  readonly #submitted = new Set<string>();
  /** Codes that the backend redeemed at Wise, with their attempts. */
  readonly #redeemed = new Set<string>();
  /** The attempts for which a page received "linked". */
  readonly #linked = new Set<string>();
  /** The state of each attempt, by its id in the backend. */
  readonly #ids = new Map<string, string>();
  /** The attempts with a submitted code. */
  readonly #spent = new Set<string>();
  #acting: object | undefined;
  #isAsked = false;
  /** Authorization responses that were sent to a page and not yet received. */
  readonly #inTransit = new Map<object, { page: Page; code: Code; since: number }>();
  #receipts = 0;
  /** The attempt that was just removed from storage. */
  #forgotten: string | undefined;
  /** The element that is being removed, and the elements that were on the page before. */
  #leaving: { element: Element; present: ReadonlySet<Element> } | undefined;
  /** Pages with a URL that cannot be recognized as a response: it has no state, and no attempt was open. */
  readonly #unknown = new WeakSet<Page>();
  #broken: Violation | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Records a violation. It is thrown after the step, because the code under test could catch it. */
  breaks(invariant: string, message: string): void {
    this.#broken ??= new Violation(invariant, message);
  }

  /** Checks the invariants after a step. */
  checks(): void {
    for (const element of this.#world.elements) if (element.isConnected) this.#adopts(element);
    if (this.#world.setting.hasClocks) for (const element of this.#world.elements) this.#tells(element);
    for (const element of this.#world.elements) this.#follows(element);
    for (const tab of this.#world.browser.tabs) this.#checksTab(tab);
    if (this.#broken) throw this.#broken;
  }

  /** Whether any tab submitted a code for this attempt. */
  isSpent({ state }: Attempt): boolean {
    return this.#spent.has(state);
  }

  // Calls of the simulation.

  /** A task or callback of a page starts. */
  begins(): void {
    this.#forgotten = undefined;
  }

  /** An element is about to do something. */
  acts(node: object): void {
    this.#acting = node;
  }

  /** Returns a function that makes the current element the acting one again, for later callbacks. */
  continuation(): () => void {
    const node = this.#acting;
    return () => void (this.#acting = node);
  }

  /** A person or the page uses an element. */
  asks(node: object, work: () => void): void {
    this.#acting = node;
    this.#isAsked = true;
    work();
    this.#isAsked = false;
  }

  /** An element is removed. If another element is free, it must take over the attempt. */
  leaves(element: Element, run: () => void): void {
    const { page, attempt } = element;
    // The page may have changed the attributes since the attempt began.
    const isFree = (other: Element): boolean => other !== element && other.isConnected && other.party === attempt?.party && isOver(other);
    const isLive = page.life === 'live' && !isOver(element) && !!attempt && !attempt.end;
    const isAwaited = isLive && page.elements.some(isFree);
    const present = new Set(page.elements);
    this.#leaving = { element, present };
    run();
    this.#leaving = undefined;
    // An element that was added in the same task finds the attempt in the storage.
    const isReplaced = isLive && this.#world.browser.storage === 'open' && page.elements.some((other) => !present.has(other) && isFree(other));
    if ((isAwaited || isReplaced) && element.attempt === attempt) this.breaks('I-5', `${element.name} was removed, and no other element took over its attempt`);
  }

  /** A window is opened. Browsers allow that only during a click. */
  opens(): void {
    if (!this.#isAsked) this.breaks('L-1', 'a window was opened without an action of the customer');
  }

  /** A state is generated: an attempt starts. */
  draws(page: Page, state: string): void {
    const acting = page.elements.find(({ node }) => node === this.#acting);
    // What two elements do in one task can be interleaved. Only one of them needs an attempt.
    const needing = page.elements.filter((other) => other.isConnected && !other.attempt && !isAtRest(other));
    const element = acting?.attempt && needing.length === 1 ? needing[0] : acting;
    if (!element) return this.breaks('I-3', 'an attempt was started by no element');
    if (element.attempt) this.breaks('I-6', `${element.name} started an attempt before the end of the last one`);
    if (this.#world.setting.hasStart) this.breaks('I-3', `${element.name} started an attempt without the backend`);
    element.attempt = this.#begins(page, element, state);
  }

  #begins({ tab }: Page, element: Element, state: string, attemptId?: string): Attempt {
    const { now } = this.#world;
    const attempt: Attempt = { state, attemptId, party: element.party, begun: now, expires: tab.wallClock + LIFETIME, limit: now + LIFETIME, soonest: now + LIFETIME, owner: element, isForgotten: false };
    this.#of(tab).set(state, attempt);
    return attempt;
  }

  /** A new tab gets a copy of another tab's session storage. */
  copied(from: Tab, to: Tab): void {
    for (const [state, attempt] of this.#of(from)) if (Object.hasOwn(from.session, `wise-link:${state}`)) this.#of(to).set(state, { ...attempt, owner: undefined });
  }

  /**
   * A page is restored from the back/forward cache. A removed element has no listeners, so it does not notice that another
   * page ended its attempt: if it is added again, the attempt continues.
   */
  restored({ tab, elements }: Page): void {
    for (const element of elements) {
      if (element.isConnected || !element.attempt?.end) continue;
      element.attempt = { ...element.attempt };
      delete element.attempt.end;
      this.#of(tab).set(element.attempt.state, element.attempt);
    }
  }

  /** The storage of a tab was cleared, or cannot be read. */
  cleared(tab: Tab): void {
    for (const attempt of this.#of(tab).values()) attempt.isForgotten = true;
  }

  /** Session storage is written. */
  noted(tab: Tab, key: string, value: string | null): void {
    if (value === null) this.#forgotten = key.slice('wise-link:'.length);
    const { running } = this.#world.browser;
    const isRedirectPage = running?.kind === 'callback';
    for (const [name, text] of new URLSearchParams(value ?? '')) {
      // The redirect page stores it as it was.
      if (name === 'returnTo' && running && (isRedirectPage || this.#unknown.has(running))) continue;
      if (text.includes(SECRET) && !(name === 'letter' && isRedirectPage)) this.breaks('I-10', `the code is in the session storage of ${tab.name}, as ${name}`);
    }
  }

  /** Local storage is written. */
  stored(value: string | null): void {
    if (value?.includes(SECRET)) this.breaks('I-10', 'the code is in local storage');
  }

  /** A page sends a message. */
  sent(from: Page, data: unknown, targetOrigin: string, channel?: string): void {
    const { letter, ...rest } = Object(data) as { letter?: unknown };
    if (from.kind === 'bank' && letter === undefined) this.#receipts += 1;
    const text = JSON.stringify(data) ?? '';
    if (!text.includes(SECRET)) return;
    const state = typeof letter === 'string' && URL.canParse(letter) ? stateOf(new URL(letter)) : '';
    const isOurs = from.origin === BANK && targetOrigin === BANK && (channel === undefined || channel === `wise-link:${state}`);
    if (!isOurs || JSON.stringify(rest).includes(SECRET)) this.breaks('I-1', 'the code was sent where others can read it');
  }

  /** A message was sent to a page. */
  waits(page: Page, event: Heard): void {
    const code = this.#world.wise.read(Object(event.data).letter);
    if (code && isTrusted(page, event)) this.#inTransit.set(event, { page, code, since: this.#world.now });
  }

  /** A message arrives at a closed channel. */
  misses(event: Heard): void {
    this.#inTransit.delete(event);
  }

  /** A page receives a message. If it is the awaited authorization response, the page must accept it. */
  receives(page: Page, event: Heard, run: () => void): void {
    const waited = this.#inTransit.get(event);
    this.#inTransit.delete(event);
    const code = this.#world.wise.read(Object(event.data).letter);
    const isAwaited = !!waited && page.elements.some((element) => this.#awaits(element, waited.code, waited.since));
    this.#receipts = 0;
    run();
    if (!code || this.#submitted.has(code.code) || this.#isKept(page, code)) return;
    // The first copy may reach an element that forwards responses on the same channel, and the next one the waiting element.
    const isMore = [...this.#inTransit.values()].some((other) => other.page === page && other.code.code === code.code);
    if (isAwaited && !isMore) this.breaks('I-5', `${page.tab.name} received the code of its attempt, and did not submit it`);
    if (this.#receipts > 0) this.breaks('I-5', `${page.tab.name} acknowledged a code that it did not submit`);
  }

  /** A page of the bank is loaded in a tab. The element must take a stored response to an attempt of this tab. */
  lands(page: Page, run: () => void): void {
    const { tab } = page;
    for (const attempt of this.#of(tab).values()) this.#readsClock(tab, attempt);
    const all = [...this.#of(tab).keys()].filter((state) => Object.hasOwn(tab.session, `wise-link:${state}`));
    const notes = all.map((state) => new URLSearchParams(tab.session.getItem(`wise-link:${state}`)));
    // The response in the URL belongs to this tab only if the tab itself navigated to Wise.
    const isOurs = notes.some((note) => note.get('returnTo') && stateOf(new URL(note.get('url') ?? '')) === stateOf(page.loadedFrom));
    const isClosed = this.#world.browser.storage === 'closed';
    const responses = isClosed ? [] : [...notes.map((note) => note.get('letter')), isOurs && page.loadedFrom.href];
    // A page with another client id or redirect URI ignores the response.
    const { party, redirectUri } = this.#world;
    const isClients = ({ state }: Code): boolean => this.#of(tab).get(state ?? '')?.party === party;
    const codes = responses.map((response) => this.#world.wise.read(response)).filter((code) => code && this.#isLive(tab, code) && isClients(code));
    // The element looks for a response only at its redirect URI.
    if (redirectUri !== PAGE) this.#unknown.add(page);
    run();
    if (!page.loadedFrom.searchParams.has('state') && (isClosed || !all.some((state) => this.#of(tab).get(state)?.party === party))) this.#unknown.add(page);
    const [code, another] = codes;
    if (code && !another && !this.#submitted.has(code.code) && !this.#isKept(page, code)) this.breaks('I-5', `${tab.name} came back with the code of its attempt, and did not submit it`);
  }

  /** A page calls a server. */
  calls(page: Page, element: Element | undefined, url: string, headers: Headers, body: string): void {
    const isExchange = url.startsWith(`${BANK}/api/exchange`);
    if (element && url.includes('/start')) element.hasAsked = true;
    if (`${url} ${JSON.stringify([...headers])}`.includes(SECRET)) this.breaks('I-1', 'the code is in a URL or a header');
    if (isExchange && element && url !== `${BANK}${element.node.exchangeUrl}`) this.breaks('I-1', `${element.name} called the exchange endpoint of another element`);
    if (isExchange && element) this.hands(page, element, JSON.parse(body), headers.get('Idempotency-Key') ?? '', body);
    else if (body.includes(SECRET)) this.breaks('I-1', `the code was sent to ${url}`);
  }

  /** A page submits a grant or a confirmation. */
  hands(page: Page, element: Element, payload: ExchangePayload, key = '', body = JSON.stringify(payload)): void {
    element.calls += 1;
    if (element.calls > 5) this.breaks('I-2', `${element.name} called ${element.calls} times without an action of a person`);
    if (this.#world.now < element.notBefore) this.breaks('X-6', `${element.name} called again too early`);
    if (!('code' in payload)) return;
    const { code, state, source, attemptId } = payload;
    const { submitted } = element;
    if (submitted?.code === `${state} ${code}` && (submitted.key !== key || submitted.body !== body)) this.breaks('I-2', `${element.name} submitted the same code with another key or body`);
    element.submitted = { code: `${state} ${code}`, key, body };
    const attempt = this.#of(page.tab).get(state);
    if (attempt && element.offers.get(state) === attempt) element.attempt ??= attempt;
    // The function may be that of a removed element, whose attempt another one took over.
    const taker = element.isConnected ? undefined : page.elements.find((other) => other.isConnected && !other.attempt && other.node.phase === 'exchanging');
    if (attempt && taker) taker.attempt = attempt;
    if (attempt && attempt.attemptId !== attemptId) this.breaks('I-3', `${element.name} submitted a code with the id of another attempt`);
    if (attempt && source !== 'typed') {
      // A restored page may submit another code; its key identifies the attempt.
      const first = element.codes.get(state) ?? code;
      element.codes.set(state, first);
      if (first !== code) this.breaks('I-2', `${element.name} submitted a second code for one attempt`);
    }
    this.#submitted.add(code);
    this.#spent.add(state);
    if (!attempt) return this.breaks('I-3', `${page.tab.name} submitted a code for an unknown attempt`);
    if (attempt.end) this.breaks('I-3', `${page.tab.name} submitted a code for an attempt that had ended: ${attempt.end}`);
    if (page.timeOrigin > attempt.limit) this.breaks('I-3', `${page.tab.name} submitted a code, although it was loaded after the limit`);
    if (source !== 'typed' && this.#world.wise.code(code)?.state !== state) this.breaks('I-3', `${page.tab.name} submitted a code that Wise did not issue for this attempt`);
    if (source !== 'typed' && this.#world.wise.code(code)?.isElsewhere) this.breaks('I-3', `${page.tab.name} submitted a code that arrived at another redirect URI`);
  }

  /** A page receives a response of the backend. */
  answers(page: Page, element: Element | undefined, url: string, sentBody: string, { status, body, retryAfter, isCut }: Wire): void {
    if (!element || isCut) return;
    const members = Object(body);
    if (url.includes('/start')) return this.#offers(page, element, members);
    const { state, attemptId = new URL(url, BANK).searchParams.get('attempt') } = sentBody ? JSON.parse(sentBody) : {};
    if (typeof state === 'string' && typeof members.attemptId === 'string') this.#ids.set(members.attemptId, state);
    const known = state ?? this.#ids.get(attemptId ?? '') ?? '';
    if (status < 300 && members.status === 'linked' && members.link?.profileType) this.#linked.add(known);
    // Another email extends the attempt. It may not be assigned to the element yet.
    const mailed = element.attempt ?? element.offers.get(known);
    if (url.includes('/email') && status === 202 && mailed) this.#extends(page.tab, mailed);
    if (!url.includes('/exchange')) return;
    if (members.status === 'processing' || members.code === 'exchange_in_progress') element.calls -= 1;
    element.notBefore = retryAfter ? this.#world.now + Number(retryAfter) * 1000 : 0;
  }

  #extends({ wallClock }: Tab, attempt: Attempt): void {
    attempt.expires = wallClock + LIFETIME;
    attempt.limit = attempt.soonest = this.#world.now + LIFETIME;
  }

  /** The backend started an attempt. The element may use it if the response is valid. */
  #offers(page: Page, element: Element, { state, attemptId, authorizeUrl }: Record<string, unknown>): void {
    if (typeof state !== 'string' || typeof attemptId !== 'string' || state.length < 22 || typeof authorizeUrl !== 'string') return;
    const url = new URL(authorizeUrl);
    if (stateOf(url) !== state || !url.href.startsWith(WISE) || url.searchParams.get('client_id') === 'other') return;
    this.#ids.set(attemptId, state);
    const offer = this.#begins(page, element, state, attemptId);
    // Those of the request, not the current ones of the element.
    offer.party = `${url.searchParams.get('client_id')} ${redirectUriOf(url)}`;
    element.offers.set(state, offer);
  }

  /** The backend redeems a code at Wise. */
  redeemed(code: string, state: string): void {
    const key = `${code} ${state}`;
    if (this.#redeemed.has(key)) this.breaks('I-2', `${code} was redeemed twice`);
    this.#redeemed.add(key);
  }

  /** The element dispatches an event. False if it is cancelled. */
  announces(page: Page, node: object, event: Announced): boolean {
    const element = page.elements.find((other) => other.node === node);
    if (!element) return true;
    const { type, phase, previous, reason, error, url } = event;
    if (this.#world.setting.hasClocks && element.attempt && previous === 'awaiting-code') this.#readsClock(page.tab, element.attempt);
    const texts = [JSON.stringify(event), url, error?.message, String(error?.cause), JSON.stringify(error?.cause)].join(' ');
    if (texts.includes(SECRET)) this.breaks('I-10', `the code is in ${type}`);
    if (type === 'wise-link-change') {
      element.previous = previous ?? 'idle';
      if (phase !== previous) element.since = this.#world.now;
      element.late = 0; // after an action of the customer, the second starts again
      element.tells();
      // A removed element whose phase changed without an event has transferred its attempt to this one.
      const before = page.elements.find((other) => other !== element && !other.isConnected && other.isChanged);
      before?.transfersTo(element);
      if (before && element.attempt && element.attempt.party !== element.party) this.breaks('I-3', `${element.name} continued an attempt of another client`);
      // Its aborted calls are sent again, unless this element was there when it was removed.
      const isUninterrupted = before === this.#leaving?.element && this.#leaving?.present.has(element);
      if (before && !isUninterrupted) Object.assign(element, { calls: 0, notBefore: 0 });
      // It dropped an attempt that another page ended.
      if (phase === 'idle' && !reason && element.attempt?.end) element.attempt = undefined;
      this.#adopts(element);
      if (phase === 'linked') this.#mayBeLinked(element, reason);
      if (reason === 'blocked' && !this.#world.browser.hasRefused) this.breaks('L-1', `${element.name} reports a blocked window, but none was blocked`);
    } else if (type === 'wise-link-navigate') return this.#navigates(element, new URL(url ?? ''));
    else this.#ends(element, reason ?? error?.message ?? 'linked');
    return true;
  }

  /** The card is rendered. */
  shows(card: Card): void {
    const { view, phase } = card;
    if (!view || !phase) return;
    const unknown = unknownText(view);
    if (unknown) this.breaks('I-9', `the card shows an unknown text: ${unknown}`);
  }

  /** After a sleep, responses may be waiting, so each element has another second after its limit. */
  sleeps(): void {
    for (const element of this.#world.elements) element.late = 0;
  }

  /** Time is about to pass, and no task is left. */
  ticks(milliseconds: number): void {
    for (const { page } of this.#world.browser.tabs) {
      if (page?.life !== 'live') continue;
      if (page.kind === 'callback') page.silentFor = page.texts[0]?.hidden ? 0 : page.silentFor + milliseconds;
      if (page.silentFor > 4000) this.breaks('I-4', `the redirect page in ${page.tab.name} shows nothing`);
      for (const element of page.elements) {
        if (!element.attempt || !element.isConnected || isOver(element)) continue;
        if (this.#world.setting.hasClocks) this.#tells(element);
        // After the submission, the backend or the customer has one minute for the next step.
        const isHanded = ['exchanging', 'confirming', 'failed'].includes(element.node.phase);
        const end = isHanded ? Math.max(element.attempt.limit, element.since + 60_000) : element.attempt.limit;
        // Before it removes the code field, it requests the status, because the limit of the backend counts.
        const asks = page.failures.length > 0 || [...page.requests].some((request) => request.aside === 'status' && request.element === element);
        element.late = this.#world.now < end || (asks && /^(authorizing|requesting-email|awaiting-code)$/.test(element.node.phase)) ? 0 : element.late + milliseconds;
        if (element.late > 1000 + milliseconds) this.breaks('I-8', `${element.name} is ${element.node.phase} more than a second after its limit`);
      }
    }
  }

  // Conclusions.

  /** An element consults the wall clock while a code is awaited, and before it uses an attempt that the backend started. */
  #tells({ attempt, offers, node, page }: Element): void {
    for (const offer of offers.values()) if (offer !== attempt) this.#readsClock(page.tab, offer);
    if (attempt && node.phase === 'awaiting-code') this.#readsClock(page.tab, attempt);
  }

  /** A page may end an attempt by its wall clock, but not later than after its lifetime. */
  #readsClock(tab: Tab, attempt: Attempt): void {
    const { now, browser } = this.#world;
    const noted = Number(new URLSearchParams(tab.session.getItem(`wise-link:${attempt.state}`)).get('expires'));
    // If the clock was set back, the page sets a new end, which it stores.
    const isStored = browser.storage === 'open' && noted > 0;
    if (attempt.expires - tab.wallClock > MAX_LIFETIME && noted - tab.wallClock <= MAX_LIFETIME && isStored) attempt.expires = noted;
    const left = attempt.expires - tab.wallClock;
    const isUnknown = left > MAX_LIFETIME && !isStored;
    attempt.soonest = isUnknown ? now : Math.min(attempt.soonest, now + Math.min(left, LIFETIME));
    attempt.limit = isUnknown ? Infinity : Math.max(attempt.limit, now + Math.min(left, MAX_LIFETIME));
  }

  /** Whether a code is for an open attempt of this tab. */
  #isLive(tab: Tab, { state, code }: Code): boolean {
    const attempt = this.#of(tab).get(state ?? '');
    return !!attempt && !attempt.end && this.#world.now < attempt.soonest && !this.#submitted.has(code);
  }

  /** Whether a page accepted a code, and waits for the connection to submit it. */
  #isKept({ elements }: Page, { state }: Code): boolean {
    return !this.#world.browser.isOnline && elements.some(({ attempt, node }) => attempt?.state === state && node.phase === 'exchanging');
  }

  /** Whether an element waits for this code. */
  #awaits({ isConnected, attempt, node, late }: Element, { state }: Code, since: number): boolean {
    return isConnected && attempt !== undefined && attempt.state === state && node.phase === 'authorizing' && since < attempt.soonest && late === 0;
  }

  /** Wise is about to be opened. */
  #navigates(element: Element, url: URL): boolean {
    const offer = element.offers.get(stateOf(url));
    if (!element.attempt && offer && !offer.end) {
      // Its age is not known if a clock was set. Without storage, it is not visible from outside when the prefetched start was taken.
      const { browser, now, setting } = this.#world;
      if (browser.storage === 'open' && !setting.hasClocks && now > offer.begun + MAX_PREFETCH_AGE) this.breaks('L-17', `${element.name} goes to Wise with an old prefetched attempt`);
      if (offer.party !== element.party) this.breaks('I-3', `${element.name} goes to Wise with an attempt of another client`);
      element.attempt = offer;
    }
    if (element.attempt?.state !== stateOf(url)) this.breaks('I-3', `${element.name} goes to Wise with the state of another attempt`);
    element.launches += 1;
    if (this.#world.setting.isShell) this.#world.shell.push(url);
    return !this.#world.setting.isShell;
  }

  /** Finds the attempt that an element resumed: the stored attempt contains its page. */
  #adopts(element: Element): void {
    const { page, node } = element;
    if (element.attempt || isAtRest(element)) return;
    const all = [...this.#of(page.tab).values()].filter(({ party }) => party === element.party);
    const noted = ({ state }: Attempt): string | null => new URLSearchParams(String(page.tab.session[`wise-link:${state}`])).get('page');
    const isTaken = ({ state }: Attempt): boolean => page.elements.some((other) => (other.isConnected || other === this.#leaving?.element) && other.attempt?.state === state);
    // If the storage is full, the stored attempt still contains the previous page.
    const here = all.filter((other) => noted(other) === `${page.timeOrigin}`);
    const there = all.filter((other) => noted(other) !== null).toSorted((one, other) => other.expires - one.expires);
    const { hasStart } = this.#world.setting;
    const isAnothers = ({ state, owner }: Attempt): boolean => page.elements.some((other) => other !== element && other.offers.has(state) && other.isConnected && other === owner);
    const last = hasStart && this.#world.browser.storage !== 'full' ? [] : there;
    // If no window takes the response in its URL, a page resumes an attempt later.
    const isReturned = page.loadedFrom.searchParams.has('state');
    // Closed storage cannot be read, and an element with a pending start resumes nothing.
    const isBeginning = !isReturned && [...page.requests].some((request) => request.aside === 'start' && request.element === element);
    if (hasStart && (this.#world.browser.storage === 'closed' || isBeginning)) return;
    const free = [...here, ...last].filter((other) => !isTaken(other) && !isAnothers(other));
    // The last attempt that the backend started for this element has priority.
    const own = [...element.offers.values()].findLast(({ end, owner }) => !end && owner === element);
    const isNoted = own !== undefined && free.includes(own);
    // An element that called the start endpoint resumes nothing.
    if (hasStart && element.hasAsked && !own && !isReturned) return;
    // It may not be stored, which is not visible from outside.
    if (own && !isNoted && this.#world.browser.storage === 'full') return;
    const attempt = (isNoted ? own : free[0]) ?? (hasStart ? undefined : (here[0] ?? there[0]));
    if (attempt && isTaken(attempt)) this.breaks('I-6', `${element.name} resumed an attempt of another element on its page`);
    // The backend may not have started it yet, or it may not be stored.
    if (!attempt && hasStart) return;
    if (!attempt) return this.breaks('I-3', `${element.name} is ${node.phase} without an attempt`);
    if (attempt.end && hasStart && element.node.phase !== 'exchanging') return;
    if (attempt.end) this.breaks('I-6', `${element.name} resumed an attempt that had ended: ${attempt.end}`);
    element.attempt = attempt;
    attempt.owner = element;
  }

  /** Checks that an attempt ends with an event, unless another element took it over or it was forgotten. */
  #follows(element: Element): void {
    const { attempt, node, name } = element;
    if (!attempt || !isOver(element)) return;
    const isForgotten = attempt.isForgotten || this.#world.now > attempt.soonest;
    if (attempt.owner === element && !attempt.end && !isForgotten) this.breaks('I-6', `${name} is ${node.phase}, and fired no event for the end`);
    element.attempt = undefined;
  }

  /** Checks that an attempt ends once, and for a valid reason. */
  #ends(element: Element, how: string): void {
    const attempt = element.attempt ?? this.#of(element.page.tab).get(this.#forgotten ?? '');
    if (!attempt) return;
    if (attempt.end) this.breaks('I-6', `an attempt ended twice: ${attempt.end}, ${how}`);
    if (element.attempt && !this.#isCause(how, attempt, element.previous)) this.breaks('I-5', `${element.name} was ${element.previous}, and its attempt ended without a reason: ${how}`);
    const isHasty = [...this.#inTransit.values()].some(({ page, code, since }) => page === element.page && code.state === attempt.state && since < attempt.soonest);
    if (how === 'attempt_expired' && isHasty) this.breaks('I-5', `${element.name} expired before it received a waiting response`);
    attempt.end ??= how;
    element.attempt = undefined;
  }

  /** Whether the reason is valid: a response, an action of a person, or the limit. */
  #isCause(how: string, { soonest, state }: Attempt, previous: Phase): boolean {
    switch (how) {
      case 'cancelled':
        return this.#isAsked;
      case 'attempt_expired':
        return this.#world.now >= soonest || this.#world.backend.hasExpired;
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

  /** Checks that the backend reported "linked" for this attempt, or for another one in another tab or before. */
  #mayBeLinked({ name, attempt }: Element, reason: string | undefined): void {
    const isTrue = reason === 'elsewhere' || reason === 'before' ? this.#world.backend.attempts.isLinked : this.#linked.has(attempt?.state ?? '');
    if (!isTrue) this.breaks('I-3', `${name} shows that it is linked, but the backend did not report it`);
  }

  /** Whether an empty window waits for an attempt that the backend starts. */
  #isWaitedFor({ beginner }: Tab): boolean {
    if (!beginner || beginner.life === 'frozen' || (beginner.life === 'dead' && !beginner.isWarned)) return true;
    const waiting = beginner.elements.filter(({ isConnected, attempt, node }) => isConnected && !attempt && node.phase === 'authorizing');
    const empty = this.#world.browser.tabs.filter((tab) => tab.isEmpty && tab.beginner === beginner);
    return beginner.life === 'live' && empty.length <= waiting.length;
  }

  #checksTab(tab: Tab): void {
    const { page, history, index, session, name } = tab;
    if (tab.isEmpty && !this.#isWaitedFor(tab)) this.breaks('L-7', `${name} is an empty window that nothing will navigate`);
    if (page?.kind !== 'bank') {
      if (page?.kind === 'callback' && history[index]?.url.includes(SECRET)) this.breaks('I-10', `the code is in the address bar of ${name}`);
      return;
    }
    const { elements } = page;
    for (const element of elements) {
      if (!element.isConnected) continue;
      const { phase } = element.node;
      if (phase !== 'linked' && phase !== 'exchanging' && element.controls.length === 0 && phase !== 'awaiting-code') this.breaks('I-4', `${element.name} is ${phase}, and has no control`);
      const note = new URLSearchParams(session.getItem(`wise-link:${element.attempt?.state}`));
      // A response at the redirect URI of another element is not accepted. It stays until the element stores its attempt again.
      const request = note.get('url');
      const isForIt = !!request && note.get('letter')?.startsWith(new URL(request).searchParams.get('redirect_uri') ?? '');
      if (element.attempt && isForIt) this.breaks('I-10', `${name} still stores the code that ${element.name} accepted`);
    }
    const present = elements.filter(({ isConnected }) => isConnected);
    if (!this.#unknown.has(page) && present.length > 0 && page.life === 'live' && history[index]?.url.includes(SECRET)) this.breaks('I-10', `the code is in the address bar of ${name}`);
    // For a minute it may forward a response to another window. A due timer has not run yet.
    const isMinute = this.#world.now < Math.max(page.timeOrigin, ...elements.map(({ inserted }) => inserted)) + 60_000 || page.timers.next <= this.#world.now || page.life !== 'live';
    if ((page.loadedFrom.searchParams.has('state') && isMinute) || present.some((element) => element.attempt || (this.#world.setting.hasStart && !isAtRest(element)))) return;
    const aside = [...page.requests].filter((request) => request.aside && request.element?.isConnected).length;
    const failures = page.failures.filter((until) => until >= this.#world.now).length;
    if (page.failures.length > 0 && page.timers.next <= this.#world.now) return;
    // An element listens to other tabs once the status has named the customer.
    const listening = this.#world.setting.hasStatus ? present.map((_, place) => `${place + 1} listener for storage`) : [];
    const may = [...listening, `${aside} request`];
    for (let count = 1; count <= aside + failures; count += 1) may.push(`${count} listener for securitypolicyviolation`, ...(count <= failures ? [`${count} timer`] : []));
    const holds = page.holds.filter((what) => !may.includes(what));
    if (holds.length > 0) this.breaks('I-7', `${name} holds ${holds.join(', ')} without a reason`);
  }

  #of(tab: Tab): Map<string, Attempt> {
    const found = this.#attempts.get(tab) ?? new Map();
    this.#attempts.set(tab, found);
    return found;
  }
}

/** Whether a message is from another page of the bank: on a channel, or between a window and its opener. */
const isTrusted = ({ tab, proxy }: Page, { origin, source }: Heard): boolean =>
  !origin || (origin === BANK && !!source && (source === tab.openedBy || source.opener === proxy));

/** Whether an element shows no open attempt. */
const isAtRest = ({ node }: Element): boolean => /^(idle|linked|failed)$/.test(node.phase);

/** Whether an element certainly has no open attempt. */
const isOver = ({ node }: Element): boolean => node.phase === 'idle' || node.phase === 'linked';
