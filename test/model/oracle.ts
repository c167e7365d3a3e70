import type { ExchangePayload } from '../../src/contract.js';
import type { Phase } from '../../src/flow/state.js';
import type { Element } from './element.js';
import type { Page } from './page.js';
import { BANK, WISE } from './places.js';
import type { Wire } from './response.js';
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

/** How long an attempt that was begun in advance may lie there, in milliseconds, with the time its answer may take. */
const FRESH = 5 * 60_000 + 15_000;

/**
 * An attempt, as whoever watches knows it: begun when a state was drawn, or when the backend's answer came, in one tab. A
 * copy of the tab has a copy.
 */
export interface Attempt {
  state: string;
  /** By which the backend knows it, if it has begun it. */
  attemptId?: string | undefined;
  /** Whose it is. */
  client: string | undefined;
  begun: number;
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
  /** The attempts for which the backend has said to this page that they have come to a link. */
  readonly #linked = new Set<string>();
  /** Which attempt, by its state, the backend calls by which id. */
  readonly #ids = new Map<string, string>();
  /** The attempts for which a code has been handed over. */
  readonly #spent = new Set<string>();
  #acting: object | undefined;
  #isAsked = false;
  /** Letters on their way to a page that may hear them, by when they were sent. */
  readonly #onTheWay = new Map<object, { page: Page; code: Code; since: number }>();
  #receipts = 0;
  /** The attempt whose note has just been removed. */
  #forgotten: string | undefined;
  /** The element that is being taken out. */
  #leaving: Element | undefined;
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

  /** Whoever acts now acts again when what he waits for is there. */
  continuation(): () => void {
    const node = this.#acting;
    return () => void (this.#acting = node);
  }

  /** Somebody has an element do something. */
  asks(node: object, work: () => void): void {
    this.#acting = node;
    this.#isAsked = true;
    work();
    this.#isAsked = false;
  }

  /** An element is taken out. If another one is there that has nothing to do, it goes on with what this one has begun. */
  leaves(element: Element, run: () => void): void {
    const { page, attempt, node } = element;
    const isFree = (other: Element): boolean => other !== element && other.isConnected && other.node.clientId === node.clientId && isOver(other);
    const isAwaited = page.life === 'live' && !isOver(element) && !!attempt && !attempt.end && page.elements.some(isFree);
    this.#leaving = element;
    run();
    this.#leaving = undefined;
    if (isAwaited && element.attempt === attempt) this.breaks('I-5', `${element.name} was taken out, and none of the others goes on with its attempt`);
  }

  /** A window is opened: outside of a click no browser would. */
  opens(): void {
    if (!this.#isAsked) this.breaks('L-1', 'a window is opened, and nobody has asked for it');
  }

  /** A state is drawn: an attempt begins. */
  draws(page: Page, state: string): void {
    const element = page.elements.find(({ node }) => node === this.#acting);
    if (!element) return this.breaks('I-3', 'an attempt began that no element began');
    if (element.attempt) this.breaks('I-6', `${element.name} began an attempt before the end of the last`);
    if (this.#world.setting.hasStart) this.breaks('I-3', `${element.name} began an attempt of which the backend knows nothing`);
    element.attempt = this.#begins(page, element, state);
  }

  #begins({ tab }: Page, element: Element, state: string, attemptId?: string): Attempt {
    const { now } = this.#world;
    const attempt: Attempt = { state, attemptId, client: element.node.clientId, begun: now, limit: now + LIFETIME, holder: element, isForgotten: false };
    this.#of(tab).set(state, attempt);
    return attempt;
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
    if (!code || this.#handed.has(code.code) || this.#isKept(page, code)) return;
    // The first copy may come to an element that passes a letter on by the same channel, and the next one to the one that waits.
    const isMore = [...this.#onTheWay.values()].some((other) => other.page === page && other.code.code === code.code);
    if (isAwaited && !isMore) this.breaks('I-5', `${page.tab.name} was given the code of its attempt, and did not hand it over`);
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
    // To a page that has another client id it is a stranger's.
    const isClients = ({ state }: Code): boolean => this.#of(tab).get(state ?? '')?.client === this.#world.client;
    const codes = letters.map((letter) => this.#world.wise.read(letter)).filter((code) => code && this.#isLive(tab, code) && isClients(code));
    run();
    if (!page.loadedFrom.searchParams.has('state') && (isClosed || !all.some((state) => this.#of(tab).get(state)?.client === this.#world.client))) this.#unknown.add(page);
    const [code, another] = codes;
    if (code && !another && !this.#handed.has(code.code) && !this.#isKept(page, code)) this.breaks('I-5', `${tab.name} came back with the code of its attempt, and did not hand it over`);
  }

  /** A page calls a server. */
  calls(page: Page, element: Element | undefined, url: string, headers: Headers, body: string): void {
    const isExchange = url === `${BANK}/api/exchange`;
    if (element && url.includes('/start')) element.hasAsked = true;
    if (`${url} ${JSON.stringify([...headers])}`.includes(SECRET)) this.breaks('I-1', 'the code stands in an address or a header');
    if (isExchange && element) this.hands(page, element, JSON.parse(body), headers.get('Idempotency-Key') ?? '', body);
    else if (body.includes(SECRET)) this.breaks('I-1', `the code is sent to ${url}`);
  }

  /** A page hands something over to be exchanged. */
  hands(page: Page, element: Element, payload: ExchangePayload, key = '', body = JSON.stringify(payload)): void {
    element.calls += 1;
    if (element.calls > 5) this.breaks('I-2', `${element.name} called ${element.calls} times without being asked to`);
    if (this.#world.now < element.notBefore) this.breaks('X-6', `${element.name} called again before it was to`);
    if (!('code' in payload)) return;
    const { code, state, source, attemptId } = payload;
    const { handed } = element;
    if (handed?.code === `${state} ${code}` && (handed.key !== key || handed.body !== body)) this.breaks('I-2', `${element.name} handed the same code over under another key, or otherwise`);
    element.handed = { code: `${state} ${code}`, key, body };
    const attempt = this.#of(page.tab).get(state);
    if (attempt && element.offers.get(state) === attempt) element.attempt ??= attempt;
    if (attempt && attempt.attemptId !== attemptId) this.breaks('I-3', `${element.name} handed over a code under another attempt's id`);
    if (attempt && source !== 'typed') {
      // A page that Back brings out of the cache may bring another: the key tells the backend that it is for the same attempt.
      const first = element.codes.get(state) ?? code;
      element.codes.set(state, first);
      if (first !== code) this.breaks('I-2', `${element.name} handed over a second code for one attempt`);
    }
    this.#handed.add(code);
    this.#spent.add(state);
    if (!attempt) return this.breaks('I-3', `${page.tab.name} handed over a code for an attempt that it has not`);
    if (attempt.end) this.breaks('I-3', `${page.tab.name} handed over a code for an attempt that had ended: ${attempt.end}`);
    if (page.timeOrigin > attempt.limit) this.breaks('I-3', `${page.tab.name} handed over a code though it was loaded after its time`);
    if (source !== 'typed' && this.#world.wise.code(code)?.state !== state) this.breaks('I-3', `${page.tab.name} handed over a code that Wise did not give for this attempt`);
  }

  /** The backend's answer comes to the page that has called. */
  answers(page: Page, element: Element | undefined, url: string, asked: string, { status, body, retryAfter, isCut }: Wire): void {
    if (!element || isCut) return;
    const said = Object(body);
    if (url.includes('/start')) return this.#offers(page, element, said);
    const { state, attemptId = new URL(url, BANK).searchParams.get('attempt') } = asked ? JSON.parse(asked) : {};
    if (typeof state === 'string' && typeof said.attemptId === 'string') this.#ids.set(said.attemptId, state);
    const known = state ?? this.#ids.get(attemptId ?? '') ?? '';
    if (status < 300 && said.status === 'linked' && said.link?.profileType) this.#linked.add(known);
    // Another e-mail gives the attempt its whole time again. By what is noted alone nobody may see yet which that is.
    const mailed = element.attempt ?? element.offers.get(known);
    if (url.includes('/email') && status === 202 && mailed) mailed.limit = this.#world.now + LIFETIME;
    if (!url.includes('/exchange')) return;
    if (said.status === 'processing' || said.code === 'exchange_in_progress') element.calls -= 1;
    element.notBefore = retryAfter ? this.#world.now + Number(retryAfter) * 1000 : 0;
  }

  /** The backend has begun an attempt: one that the element may go by if all is right with it. */
  #offers(page: Page, element: Element, { state, attemptId, authorizeUrl }: Record<string, unknown>): void {
    if (typeof state !== 'string' || typeof attemptId !== 'string' || state.length < 22 || typeof authorizeUrl !== 'string') return;
    const url = new URL(authorizeUrl);
    if (stateOf(url) !== state || !url.href.startsWith(WISE) || url.searchParams.get('client_id') === 'stranger') return;
    this.#ids.set(attemptId, state);
    const offer = this.#begins(page, element, state, attemptId);
    // Under whose name it was begun, and not what the element has been told since.
    offer.client = url.searchParams.get('client_id') ?? undefined;
    element.offers.set(state, offer);
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
      element.tells();
      // One that is out, and is in another phase than it has told, has given all that it had to this one.
      const before = page.elements.find((other) => other !== element && !other.isConnected && other.isChanged);
      before?.hands(element);
      // What had been broken off when that one left goes once more.
      if (before && before !== this.#leaving) Object.assign(element, { calls: 0, notBefore: 0 });
      // What another page has ended it has given up, whatever it hears next.
      if (phase === 'idle' && !reason && element.attempt?.end) element.attempt = undefined;
      this.#adopts(element);
      if (phase === 'linked') this.#mayBeLinked(element, reason);
      if (reason === 'blocked' && !this.#world.browser.hasRefused) this.breaks('L-1', `${element.name} says that its window was blocked, and none was`);
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
        // Before it takes the code field away it asks the backend, whose time counts.
        const asks = page.failures.length > 0 || [...page.requests].some((request) => request.aside === 'status' && request.element === element);
        element.late = this.#world.now < end || (asks && /^(authorizing|requesting-email|awaiting-code)$/.test(element.node.phase)) ? 0 : element.late + milliseconds;
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

  /** Whether a page has taken a code, and waits for the connection to hand it over. */
  #isKept({ elements }: Page, { state }: Code): boolean {
    return !this.#world.browser.isOnline && elements.some(({ attempt, node }) => attempt?.state === state && node.phase === 'exchanging');
  }

  /** Whether an element waits for this code. */
  #awaits({ isConnected, attempt, node, late }: Element, { state }: Code, since: number): boolean {
    return isConnected && attempt !== undefined && attempt.state === state && node.phase === 'authorizing' && since < attempt.limit && late === 0;
  }

  /** Wise is about to be opened. */
  #leaves(element: Element, url: URL): boolean {
    const offer = element.offers.get(stateOf(url));
    if (!element.attempt && offer && !offer.end) {
      // Where nothing is noted, nobody can tell from outside whether it has been taken long ago.
      if (this.#world.browser.storage === 'open' && this.#world.now > offer.begun + FRESH) this.breaks('L-17', `${element.name} goes to Wise with an attempt that was begun long ago`);
      if (offer.client !== element.node.clientId) this.breaks('I-3', `${element.name} goes to Wise with an attempt of another client's`);
      element.attempt = offer;
    }
    if (element.attempt?.state !== stateOf(url)) this.breaks('I-3', `${element.name} goes to Wise with another attempt's state`);
    element.launches += 1;
    if (this.#world.setting.isShell) this.#world.shell.push(url);
    return !this.#world.setting.isShell;
  }

  /** An attempt that a page left behind is carried on: its note names the page. */
  #adopts(element: Element): void {
    const { page, node } = element;
    if (element.attempt || isAtRest(element)) return;
    const all = [...this.#of(page.tab).values()].filter(({ client }) => client === node.clientId);
    const noted = ({ state }: Attempt): string | null => new URLSearchParams(String(page.tab.session[`wise-link:${state}`])).get('page');
    const isTaken = ({ state }: Attempt): boolean => page.elements.some((other) => other.isConnected && other.attempt?.state === state);
    // Where the storage is full the note still names the page before.
    const here = all.filter((other) => noted(other) === `${page.timeOrigin}`);
    const there = all.filter((other) => noted(other) !== null).toSorted((one, other) => other.limit - one.limit);
    const { hasStart } = this.#world.setting;
    const isAnothers = ({ state, holder }: Attempt): boolean => page.elements.some((other) => other !== element && other.offers.has(state) && other.isConnected && other === holder);
    const last = hasStart && this.#world.browser.storage !== 'full' ? [] : there;
    // What stands there cannot be touched, whatever came of it; and who still has one begun carries none on.
    const isBeginning = [...page.requests].some((request) => request.aside === 'start' && request.element === element);
    if (hasStart && (this.#world.browser.storage === 'closed' || isBeginning)) return;
    const free = [...here, ...last].filter((other) => !isTaken(other) && !isAnothers(other));
    // What the backend has begun last for this very element goes before what another one has left.
    const own = [...element.offers.values()].findLast(({ end, holder }) => !end && holder === element);
    const isNoted = own !== undefined && free.includes(own);
    // Who has begun for himself carries nothing on, whatever became of that.
    if (hasStart && element.hasAsked && !own) return;
    // It may be noted nowhere: then nobody can tell from outside.
    if (own && !isNoted && this.#world.browser.storage === 'full') return;
    const attempt = (isNoted ? own : free[0]) ?? (hasStart ? undefined : (here[0] ?? there[0]));
    if (attempt && isTaken(attempt)) this.breaks('I-6', `${element.name} carries on an attempt that another element on its page has`);
    // The backend may not have begun it yet; and where nothing can be noted, nobody can tell from outside.
    if (!attempt && hasStart) return;
    if (!attempt) return this.breaks('I-3', `${element.name} is ${node.phase} without an attempt`);
    if (attempt.end && hasStart && element.node.phase !== 'exchanging') return;
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
        return this.#world.now >= limit || this.#world.backend.hasExpired;
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

  /** Linked is what the backend has said of this attempt; in another tab, or before, of another one. */
  #mayBeLinked({ name, attempt }: Element, reason: string | undefined): void {
    const isTrue = reason === 'elsewhere' || reason === 'before' ? this.#world.backend.attempts.isLinked : this.#linked.has(attempt?.state ?? '');
    if (!isTrue) this.breaks('I-3', `${name} says that it is linked, and the backend has not`);
  }

  /** An empty window waits for an attempt that the backend begins. */
  #isWaitedFor({ beginner }: Tab): boolean {
    if (!beginner || beginner.life === 'frozen' || (beginner.life === 'dead' && !beginner.isWarned)) return true;
    const waiting = beginner.elements.filter(({ isConnected, attempt, node }) => isConnected && !attempt && node.phase === 'authorizing');
    const empty = this.#world.browser.tabs.filter((tab) => tab.isEmpty && tab.beginner === beginner);
    return beginner.life === 'live' && empty.length <= waiting.length;
  }

  #looksAt(tab: Tab): void {
    const { page, history, index, session, name } = tab;
    if (tab.isEmpty && !this.#isWaitedFor(tab)) this.breaks('L-7', `${name} is an empty window that nothing will come into`);
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
    if ((page.loadedFrom.searchParams.has('state') && isMinute) || present.some((element) => element.attempt || (this.#world.setting.hasStart && !isAtRest(element)))) return;
    const aside = [...page.requests].filter((request) => request.aside && request.element?.isConnected).length;
    const failures = page.failures.filter((until) => until >= this.#world.now).length;
    if (page.failures.length > 0 && page.timers.next <= this.#world.now) return;
    const may = [`${present.length} listener for storage`, `${aside} request`];
    for (let count = 1; count <= aside + failures; count += 1) may.push(`${count} listener for securitypolicyviolation`, ...(count <= failures ? [`${count} timer`] : []));
    const holds = page.holds.filter((what) => !may.includes(what));
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
