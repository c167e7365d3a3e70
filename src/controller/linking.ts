import { activity, grantOf, handover, isHandedOver, read, type Means } from './activity.js';
import type { Config, Mode } from '../config.js';
import type { Link, RequestHeaders } from '../contract.js';
import { asLinkError, LinkError } from '../errors.js';
import { Session, type Activity } from '../flow/session.js';
import type { Details, FlowEvent, Road, State, Via, WindowHint } from '../flow/state.js';
import { isOver } from '../flow/transition.js';
import { coolDown, coolFor } from '../backend/email-cooldown.js';
import { isHandheld, isInApp } from '../launch/in-app.js';
import type { Launcher } from '../launch/launcher.js';
import { leftover, PAGE, tidy } from '../attempt/resumable.js';
import { deliver } from '../launch/callback-channel.js';
import { hear, tell } from '../attempt/cross-tab.js';
import { forget, keep, notes } from '../attempt/stored-attempts.js';
import { Popup } from '../launch/popup.js';
import { redirect } from '../launch/redirect.js';
import { isRequest, LIFETIME, newAttempt, type Attempt } from '../attempt/attempt.js';
import { call } from '../backend/call.js';
import { readAnswer } from '../backend/response.js';
import { readStart } from '../attempt/start-response.js';
import { isResponseTo } from '../oauth/redirect-uri.js';
import { askStatus } from '../backend/status.js';
import { readTypedCode } from '../oauth/typed-code.js';
import { readUrl } from '../read-url.js';
import { after, now } from '../timer.js';

/** How long an attempt that was begun in advance may lie there, in milliseconds: its time runs. */
const FRESH = 5 * 60_000;

/** How an attempt begins: in a window, in this tab, with an e-mail, or with a code that the customer has been sent. */
export type Start = 'popup' | 'redirect' | 'email' | 'code';

/** Whether the page was installed as an app of its own. */
const isInstalled = (): boolean => !!window.matchMedia?.('(display-mode: standalone)').matches;

/** Whether the page is in another's app; on iOS an installed one looks like that. */
const isStranger = (): boolean => isInApp() && !isInstalled();

/** The element, as its linking knows it. */
export interface Host {
  /** Extra request headers, as they are now. */
  headers(): RequestHeaders | undefined;
  /** Reads the attributes. Throws a LinkError. */
  configure(): Config;
  /** Says that Wise is about to be opened; false if somebody else opens it. */
  navigate(url: string): boolean;
  /** What an empty window says until Wise can be opened in it. */
  contacting(): string;
  /** Hears that something is known, of the attempt or the time, that the card may tell. */
  ready(): void;
  /** Hears of every change. */
  changed(state: State, previous: State): void;
  /** Whether it is in the document. */
  isConnected(): boolean;
  /** From now on the element has this linking. */
  owns(linking: Linking): void;
}

/** Who awaits the end of an attempt. */
interface Waiting {
  resolve: (link: Link) => void;
  reject: (reason: unknown) => void;
}

/** The linkings of the elements that have been in this page. One whose element is gone for good is not kept by it. */
let refs: WeakRef<Linking>[] = [];
const linkings = (): Linking[] => refs.flatMap((ref) => ref.deref() ?? []);

/** An attempt that the backend begins in advance, for the config that it is `of`. */
interface Ahead {
  of: string;
  coming: Promise<Attempt>;
  attempt?: Attempt;
  stale: number;
}

/**
 * One element's linking: the attempt that is under way, and everything that can be done about it. With an attempt it goes
 * from an element that has left to one that is there, and whatever has been begun for it goes on.
 */
export class Linking extends Session implements Means {
  /** Who awaits the end of the attempt under way. */
  readonly waiting: Waiting[] = [];
  /** The element, which may change. */
  host: Host;
  readonly #popup = new Popup();
  #attempt: Attempt | undefined;
  #config: Config | undefined;
  #ahead: Ahead | undefined;
  #coming: Promise<Attempt> | undefined;
  #isNoted = false;
  #isRefused = false;
  #hasLooked = false;
  #isAsking = false;
  /** Who is logged in, by the backend's name for them; empty where it has said none. */
  #subject = '';
  #present = new AbortController();

  constructor(host: Host) {
    super();
    this.host = host;
    this.#present.abort();
  }

  /** Whether the element is in the document. */
  get isPresent(): boolean {
    return this.host.isConnected();
  }

  /** Whether an attempt is under way: then the attributes of its beginning hold. */
  get isLive(): boolean {
    return !isOver(this.state);
  }

  /** What the attempt was begun with, or the next one will be. Undefined if an attribute is wrong. */
  get config(): Config | undefined {
    return this.#attempt?.config ?? this.#config;
  }

  /** Whether the address at Wise is known. */
  get hasUrl(): boolean {
    return !!this.#attempt;
  }

  /** For how many seconds no other e-mail can be asked for, while a code is awaited. */
  get coolFor(): number {
    return this.state.phase === 'awaiting-code' ? coolFor(this.#client) : 0;
  }

  /** Whether the backend is being asked how things stand, before anything has begun. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** When the attempt under way ends, in milliseconds since 1970. */
  get expires(): number | undefined {
    return this.#attempt?.expires;
  }

  /** The link for another tab: to Wise, or, where Wise cannot be reached from here, to this very page. */
  get url(): string {
    const { window }: Details = this.state;
    return this.#attempt && window === 'blocked' ? this.#attempt.url : location.href;
  }

  /** Reads the attributes, for the next attempt; and, once each time that the element comes, takes up what was left behind. */
  configure(): void {
    if (this.isLive) return;
    const { state } = this;
    // What attributes were to blame for.
    const error = !this.#config && state.phase === 'failed' ? state.error : undefined;
    try {
      this.#config = this.host.configure();
      if (error) this.reset();
      if (this.#hasLooked) return;
      this.#hasLooked = true;
      void this.#takeUp(this.#config);
    } catch (cause) {
      this.#config = undefined;
      const found = asLinkError(cause);
      if (error?.message !== found.message) this.send({ phase: 'failed', error: found });
    }
  }

  /** The element is in the document: what was paused goes on. */
  override resume(): void {
    if (!this.#present.signal.aborted) return;
    this.#present = new AbortController();
    refs = [...new Set([...linkings(), this])].map((linking) => new WeakRef(linking));
    hear(() => this.#client, (text) => this.#hear(text), this.#present.signal);
    // Whether the window is still there, nobody has watched.
    this.left('open');
    super.resume();
    this.#note();
  }

  /**
   * The element has been taken out. If another one is there, its attempt goes on in that one; else nothing goes on, and
   * nothing is lost: here or in another element it can go on.
   */
  override pause(): void {
    const next = linkings().findLast(
      (other) =>
        !other.isLive && other.isPresent && other.#client === this.#client && other.config?.redirectUri === this.config?.redirectUri,
    );
    if (next && this.isLive) return next.#swap(this);
    this.#hasLooked = this.state.phase !== 'idle';
    this.#present.abort();
    super.pause();
    if (!this.#ahead?.attempt) this.#ahead = undefined; // its request has ended with this
    if (!this.#attempt) this.#popup.close(); // nothing would come into the empty window any more
    this.#note();
  }

  /** Begins, or brings the Wise window to the front. */
  start(mode?: Mode): void {
    if (this.state.phase === 'failed') this.cancel(); // gives up a code that could go again
    this.configure(); // what was set in this very task counts
    if (!this.config) return;
    const way = this.way(mode);
    const { window }: Details = this.state;
    // A window that he is not looking at, or not any more, is opened anew, or led to where it began.
    if (way === 'popup' && window === 'open' && this.focusWindow()) return;
    if (way === 'email' && this.coolFor) return;
    if (way === 'email') this.send({ phase: 'requesting-email' });
    else if (way === 'code') this.send({ phase: 'awaiting-code' });
    else this.send({ phase: 'authorizing', via: way, window: 'open' });
  }

  /** How it begins: as asked, as it has begun, as the partner set it, or as suits the device. */
  way(asked?: Mode): Start {
    const { via }: Details = this.state;
    const mode = asked ?? via ?? this.config?.mode;
    if (mode === 'email') return this.config?.emailUrl ? 'email' : 'code';
    if (mode === 'popup' || mode === 'redirect') return mode;
    // A phone shows a popup as another tab, and an installed app as another app: from either few find back.
    const isAlone = isHandheld() || isInstalled();
    return isAlone && self === parent && !isStranger() ? 'redirect' : 'popup';
  }

  focusWindow(): boolean {
    return this.#popup.focus();
  }

  /** The customer has taken the link to Wise: from here it looks as if he was there in a window that we do not have. */
  left(seen: WindowHint = 'blocked'): void {
    const { state } = this;
    if ('window' in state && state.window === seen) this.send({ ...state, window: 'gone' });
  }

  cancel(): void {
    this.answer(false);
    this.send({ phase: 'idle', left: 'cancelled' });
  }

  reset(): void {
    this.cancel();
    if (!this.#attempt) this.send({ phase: 'idle' });
  }

  /** Sends the same code again. */
  retry(): void {
    const { request }: Details = this.state;
    if (request) this.send({ phase: 'exchanging', request });
  }

  /** Answers "is this you?". */
  answer(confirm: boolean): void {
    const { state } = this;
    if (state.phase === 'confirming') this.send(handover({ attemptId: state.attemptId, confirm }));
  }

  submitCode(text: string): void {
    if (this.state.phase !== 'awaiting-code') return;
    // A quick customer may be here before the backend has begun.
    if (!this.#attempt && this.#coming) {
      this.send({ ...this.state, isWaiting: true });
      void this.#coming.then(() => this.submitCode(text), () => {});
    } else {
      const { refused }: Details = this.state;
      this.#try((attempt) => {
        const code = readTypedCode(text);
        // The same wrong one once more gets the same answer, and costs no further try.
        return handover({ ...grantOf(attempt), code, source: 'typed' }, 'typed', refused?.code === code ? refused.key : undefined);
      });
    }
  }

  handleCallback(url: string, road: Road = 'callback'): boolean {
    const letter = readUrl(String(url)); // a script may hand over anything
    // Not where a code has been handed over: a second one would take the first one's place. Nor outside of the document,
    // where nothing would come of it: whoever has the URL keeps it.
    if (!this.isPresent || !this.#attempt || isHandedOver(this.state)) return false;
    if (!letter || !isResponseTo(letter, this.#attempt)) return false;
    this.#try((attempt) => read(letter, attempt, 'redirect', road));
    return true;
  }

  /** Goes on with what a page of this tab left behind; in the e-mail flow it may begin with the code field. */
  #takeUp(config: Config): Promise<void> | void {
    const found = leftover((state, url) => isRequest(url, config, state), config.redirectUri);
    if (!found) return this.#beginAnew(config);
    const { state, letter = '', phase, page, returnTo, id = '', url = '', attemptId = '', name = '', road } = found;
    const expires = Number(found.expires);
    if (!expires) void this.#passOn(state, letter, config);
    const owner = linkings().find((other) => other.#attempt?.state === state);
    if (!expires || owner?.isPresent) return this.#beginAnew(config);
    if (owner && !page) {
      this.#swap(owner);
      owner.handleCallback(letter, road);
      return;
    }
    if (owner) owner.#lose(); // another page has had it since: what is known of it here is out of date
    const isExpired = expires < Date.now();
    if (isExpired && !letter) return forget(state);
    this.#popup.name ||= name;
    this.#hold({ config, state, url, id, attemptId, expires });
    if (letter && !isExpired && this.handleCallback(letter, road)) return;
    const fail = (code: 'attempt_expired' | 'outcome_unknown'): void => this.send({ phase: 'failed', error: new LinkError(code, { correlationId: id }) });
    if (isExpired) fail('attempt_expired');
    else if (phase === 'authorizing') this.send({ phase, via: returnTo ? 'redirect' : 'popup', window: 'gone' });
    else if (phase === 'awaiting-code' || phase === 'requesting-email') this.send({ phase: 'awaiting-code' });
    // The code was on its way to the backend, and with the page went the answer: who can be asked is asked.
    else if (attemptId && config.statusUrl) this.send({ phase: 'exchanging' });
    else fail('outcome_unknown');
  }

  /** Nothing is under way: what was before this page, the backend may know; and the e-mail flow may begin with the code. */
  async #beginAnew({ statusUrl }: Config): Promise<void> {
    const { state } = this;
    if (statusUrl) {
      const { signal } = this.#present;
      this.#isAsking = true;
      const ours = { extra: this.host.headers(), correlationId: crypto.randomUUID(), signal };
      const before = await askStatus(statusUrl, '', ours).catch(() => undefined);
      this.#isAsking = false;
      this.host.ready();
      const told = typeof before === 'object' ? before : undefined;
      this.#subject = (told as Details | undefined)?.subject ?? '';
      if (state !== this.state || signal.aborted) return;
      if (told?.phase === 'linked') this.send({ ...told, road: 'before' });
      else if (told?.phase === 'idle' && told.hasEnded) this.send(told);
      if (state !== this.state) return;
    }
    if (this.way() === 'code') this.start();
  }

  /** A response that another window waits for, or nobody any more. */
  async #passOn(sent: string, letter: string, config: Config): Promise<void> {
    const leaving = new AbortController();
    void after(60_000, leaving.signal).then(() => leaving.abort());
    const { state: before } = this;
    // An attempt of this tab goes on then: what is stored here may be a copy of what the page has that takes the response.
    void after(3000, leaving.signal).then(() => before === this.state && this.#takeUp(config));
    await deliver(sent, letter, leaving);
    if (!this.#attempt) window.close(); // else the customer has begun anew in here
  }

  /** Sends the event that is made of the present attempt, or what was thrown while it was made. */
  #try(make: (begun: Attempt) => FlowEvent): void {
    let event: FlowEvent;
    try {
      event = make(this.#begun());
    } catch (cause) {
      event = { phase: 'failed', error: asLinkError(cause) };
    }
    this.send(event);
  }

  /** Leads the customer to Wise, unless a native shell opens it itself: then `handleCallback` ends the wait. */
  launch(via: Via, ...way: Parameters<Launcher>): ReturnType<Launcher> {
    const [attempt, , hint, isNew] = way;
    if (isNew) {
      // A listener may also have cancelled the attempt.
      if (!this.host.navigate(attempt.url) || this.state.phase !== 'authorizing') return this.#popup.close();
      if (via === 'popup' && isStranger()) return hint('in-app');
      if (via === 'redirect' && self !== parent) return hint('framed');
    }
    return via === 'popup' ? this.#popup.launch(...way) : redirect(...way);
  }

  /** The attempt under way; if there is none, it begins now. */
  #begun(): Attempt {
    if (!this.#config) throw new LinkError('misconfigured');
    return this.#attempt ?? this.#hold(newAttempt(this.#config));
  }

  /** Has the backend begin an attempt before it is needed, where it does that: so Wise opens in the click. */
  ahead(): void {
    if (this.isLive || this.#isRefused || this.state.phase === 'linked') return;
    this.configure();
    if (this.#config?.startUrl) this.#aheadOf(this.#config);
  }

  #aheadOf(config: Config): Ahead {
    const { startUrl, environment, redirectUri } = config;
    const of = JSON.stringify(config);
    const found = this.#ahead;
    if (found?.of === of && Date.now() < found.stale) return found;
    const way = this.way();
    const correlationId = crypto.randomUUID();
    const body = { flow: way === 'code' ? 'email' : way, environment, locale: navigator.language, redirectUri };
    const answer = call({ url: startUrl, body, extra: this.host.headers(), correlationId, signal: this.#present.signal });
    const made: Ahead = {
      of,
      stale: Date.now() + FRESH,
      coming: answer.then((value) => (made.attempt = readStart(value, config, correlationId))),
    };
    // Whoever needs it hears of a failure; who only comes near asks no second time; and the next click begins anew.
    made.coming.catch(() => this.#ahead === made && (this.#ahead = undefined, this.#isRefused = true));
    return (this.#ahead = made);
  }

  /** Where the backend begins attempts, and has not yet, an empty window is opened in the click, for Wise to come. */
  prepare(state: State, signal: AbortSignal): Attempt | Promise<Attempt> {
    if (this.#attempt || !this.#config?.startUrl) return this.#begun();
    const { attempt, coming } = this.#aheadOf(this.#config);
    this.#ahead = undefined; // one attempt for one try
    this.#isRefused = false;
    if (attempt) return this.#hold(attempt);
    if (state.phase === 'authorizing' && state.via === 'popup' && state.window === 'open' && !isStranger()) {
      const isBlocked = !this.#popup.reserve(this.host.contacting(), signal);
      if (isBlocked) queueMicrotask(() => signal.aborted || this.send({ ...state, window: 'blocked' }));
    }
    this.#coming = coming.then((begun) => {
      signal.throwIfAborted(); // the customer has left, or the element
      this.#hold(begun);
      this.#note();
      this.host.ready();
      return begun;
    });
    return this.#coming;
  }

  override run(...given: Parameters<Activity>): Promise<FlowEvent> {
    return activity(this, ...given);
  }

  cool(seconds: number | undefined): void {
    if (seconds) coolDown(this.#client, seconds);
  }

  /** The attempt ends so long from now, for all pages. */
  lasts(attempt: Attempt, seconds: number): void {
    if (seconds) {
      const left = Math.min(seconds * 1000, LIFETIME);
      attempt.expires = Date.now() + left;
      attempt.ends = now() + left;
    }
    this.#note();
  }

  #hold(attempt: Attempt): Attempt {
    return (this.#attempt = attempt);
  }

  /** The other one's attempt goes on in this one's element, and this one is left to the element that has gone. */
  #swap(other: Linking): void {
    [this.host, other.host] = [other.host, this.host];
    this.host.owns(this);
    other.host.owns(other);
    if (other.#attempt && this.#config) other.#attempt.config = this.#config; // an `exchange` function, say, is this element's
    this.pause();
    other.host.changed(other.state, this.state);
    // Of an e-mail that was being asked for nobody knows whether it has gone out.
    if (other.state.phase === 'requesting-email' && other.#present.signal.aborted) other.send({ ...other.state, phase: 'awaiting-code' });
    other.resume();
  }

  /** While this page was out of sight, in the back/forward cache, another one may have brought the attempt to its end. */
  back(): void {
    if (this.#attempt && this.#isNoted && !notes().has(this.#attempt.state)) this.#lose();
  }

  /** The attempt is another page's: here is none any more, and nothing to tell. */
  #lose(): void {
    this.#attempt = undefined;
    this.send({ phase: 'idle' });
  }

  override changed(state: State, previous: State): void {
    const { phase } = state;
    const { via }: Details = state;
    if (via !== 'popup') this.#popup.close();
    // An attempt that the backend has begun can be found there, whoever says that it failed.
    if (phase === 'failed' && this.#attempt?.attemptId) Object.assign(state.error, { correlationId: state.error.correlationId || this.#attempt.id });
    if (this.#attempt && isOver(state)) {
      forget(this.#attempt.state);
      this.#attempt = undefined;
    }
    this.#note();
    if (phase === 'linked' && !state.road) {
      coolDown(this.#client, 0);
      const { link, subject } = state;
      if (subject) tell(this.#client, JSON.stringify({ status: phase, link, subject }));
    }
    this.host.changed(state, previous);
  }

  /** Whose link it is, for the customer's other tabs. */
  get #client(): string {
    const { config } = this;
    return `${config?.authorizeUrl} ${config?.clientId}`;
  }

  /** Another tab has linked. Another customer's link must not appear here: the log-in of this page is compared. */
  #hear(text: string): void {
    try {
      const event = readAnswer(JSON.parse(text));
      const isTheirs = typeof event === 'object' && event.phase === 'linked' && event.subject && event.subject === this.#subject;
      if (isTheirs) this.send({ ...event, road: 'elsewhere' });
    } catch {
      // Nobody of ours wrote that.
    }
  }

  /** Notes where the attempt stands, and whether an element has it. */
  #note(): void {
    if (!this.#attempt) return;
    const { state, url, id, expires } = this.#attempt;
    // Who asks "is this you?" has said by which name he knows the attempt.
    const { phase, via, attemptId = this.#attempt.attemptId }: Details = this.state;
    const returnTo = via === 'redirect' ? location.href : '';
    const { name } = this.#popup;
    keep(state, { url, id, attemptId, phase, returnTo, name, expires: `${expires}`, page: this.isPresent ? PAGE : '' });
    this.#isNoted = tidy().some(([noted]) => noted === state);
  }
}
