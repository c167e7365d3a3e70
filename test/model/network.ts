import type { ExchangePayload } from '../../src/contract.js';
import type { Element } from './element.js';
import type { Page } from './page.js';
import type { Reply } from './reply.js';
import { Response } from './response.js';
import type { Signal } from './signal.js';
import type { Task } from './task.js';
import type { World } from './world.js';

/** The used options of `fetch`. */
export interface Init {
  headers: Headers;
  body?: string | null;
  signal: Signal;
}

/** A pending call. */
export interface Request {
  order: number;
  /** The element that made the call, or that took over its attempt. */
  element: Element | undefined;
  /** Set for calls that may be pending without an attempt. */
  aside: 'start' | 'status' | undefined;
  reply: () => Reply;
  /** Settles the call on its page. */
  ends: (reply: Reply) => void;
}

/** How long the element waits for a securitypolicyviolation event after a failed call, in milliseconds. */
const POLICY_WAIT = 50;

/** The network between the pages and the backend. */
export class Network {
  readonly #world: World;
  readonly #leaving: Request[] = [];
  readonly #late: { due: number; order: number; run: () => void }[] = [];
  /** Calls that were sent and have no response. */
  readonly #open = new Set<Request>();

  constructor(world: World) {
    this.#world = world;
  }

  /** `fetch`. */
  fetches(page: Page, url: string, { headers, body: given, signal }: Init): Promise<unknown> {
    const body = given ?? '';
    const { oracle, browser, realm } = this.#world;
    const element = page.elements.find(({ name }) => name === headers.get('X-Element'));
    oracle.calls(page, element, url, headers, body);
    const deferred = realm.defer();
    const reply = this.#answering(url, headers, body, element);
    const request: Request = {
      order: this.#world.count(),
      element,
      aside: url.endsWith('/start') ? 'start' : url.includes('/status') ? 'status' : undefined,
      reply,
      ends: (answer) => {
        if (!page.requests.delete(request)) return;
        if (request.aside && (typeof answer === 'string' || answer.isCut)) page.failures.push(this.#world.now + POLICY_WAIT);
        if (request.element) oracle.acts(request.element.node);
        if (typeof answer !== 'string') oracle.answers(page, request.element, url, body, answer);
        if (typeof answer === 'string') deferred.reject({ name: 'TypeError' });
        else deferred.resolve(new Response(answer, realm));
      },
    };
    page.requests.add(request);
    const stops = (): void => {
      if (!page.requests.delete(request)) return;
      if (request.aside) page.failures.push(this.#world.now + POLICY_WAIT);
      if (request.element) oracle.acts(request.element.node);
      deferred.reject(signal.reason);
    };
    signal.before(stops);
    if (signal.aborted) stops();
    else this.#leaves(page, request);
    if (!browser.isOnline) request.ends('broken');
    return deferred.promise;
  }

  /** The partner's `exchange` function. It ignores the signal and gets no key, so attempt and code identify a call. */
  hands(page: Page, element: Element, payload: ExchangePayload): Promise<unknown> {
    const { oracle, browser, backend, realm } = this.#world;
    oracle.hands(page, element, payload);
    const key = 'code' in payload ? `${payload.state} ${payload.code}` : `${payload.attemptId} ${payload.confirm}`;
    const deferred = realm.defer();
    const request: Request = {
      order: this.#world.count(),
      element,
      aside: undefined,
      reply: () => backend.exchanges(key, payload),
      ends: (answer) => {
        if (typeof answer !== 'string') oracle.answers(page, element, '/api/exchange', JSON.stringify(payload), answer);
        if (typeof answer === 'string' || answer.isCut) deferred.reject({ name: 'TypeError' });
        else if (answer.status < 300) deferred.resolve(answer.body);
        else deferred.reject(answer.body);
      },
    };
    if (browser.isOnline) this.#leaves(page, request);
    else request.ends('broken');
    return deferred.promise;
  }

  /** The connection is lost: all pending calls fail, even if the backend has handled them. */
  breaks(): void {
    for (const request of this.#open) request.ends('broken');
    this.#open.clear();
    this.#leaving.length = 0;
  }

  get ready(): Task[] {
    const ready: Task[] = [];
    const [request] = this.#leaving;
    if (request) ready.push({ text: 'backend: request', order: request.order, run: () => this.#arrives() });
    const late = this.#late.findIndex(({ due }) => due <= this.#world.now);
    const [found] = late < 0 ? [] : this.#late.slice(late);
    if (found) ready.push({ text: 'backend: late answer', order: found.order, run: () => (this.#late.splice(late, 1), found.run()) });
    return ready;
  }

  /** The endpoint of a URL. */
  #answering(url: string, headers: Headers, body: string, element: Element | undefined): () => Reply {
    const { backend } = this.#world;
    const client = element?.node.clientId;
    const { pathname, searchParams } = new URL(url);
    switch (pathname) {
      case '/api/exchange':
      case '/api/exchange-2':
        return () => backend.exchanges(headers.get('Idempotency-Key') ?? '', JSON.parse(body));
      case '/api/start':
        return () => backend.attempts.begins(JSON.parse(body), client);
      case '/api/status':
        return () => backend.tells(searchParams.get('attempt') ?? '');
      default:
        return () => backend.mails();
    }
  }

  /** Sends a call. Its response is a task of the page. */
  #leaves(page: Page, { ends, ...request }: Request): void {
    const leaving: Request = {
      ...request,
      ends: (answer) => this.#open.delete(leaving) && page.queues('answer', () => page.runs(() => ends(answer))),
    };
    this.#open.add(leaving);
    this.#leaving.push(leaving);
  }

  #arrives(): void {
    const request = this.#leaving.shift();
    const reply = request?.reply() ?? 'silence';
    if (!request || reply === 'silence') return;
    const late = typeof reply === 'object' && reply.late;
    if (late) this.#late.push({ due: this.#world.now + late, order: this.#world.count(), run: () => request.ends(reply) });
    else request.ends(reply);
  }
}
