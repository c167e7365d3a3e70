import type { ExchangePayload } from '../../src/contract.js';
import type { Reply } from './backend.js';
import type { Page } from './page.js';
import type { Deferred } from './realm.js';
import type { Signal } from './signal.js';
import type { Task } from './task.js';
import type { World } from './world.js';

/** How a page calls `fetch`. */
export interface Init {
  headers: Record<string, string>;
  body: string;
  signal: Signal;
}

/** A call on its way. */
export interface Request {
  order: number;
  reply: () => Reply;
  /** Ends it on its page. */
  ends: (reply: Reply) => void;
}

/** Between the pages and the backend. */
export class Network {
  readonly #world: World;
  readonly #leaving: Request[] = [];
  readonly #late: { due: number; order: number; run: () => void }[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** `fetch`. */
  fetches(page: Page, url: string, { headers, body, signal }: Init): Promise<unknown> {
    this.#world.oracle.calls(page, url, headers, body);
    const payload: unknown = JSON.parse(body);
    const isExchange = url.endsWith('/exchange');
    const { backend } = this.#world;
    const deferred = this.#world.realm.defer();
    const request: Request = {
      order: this.#world.count(),
      reply: () => (isExchange ? backend.exchanges(headers['Idempotency-Key'] ?? '', payload as ExchangePayload) : backend.mails()),
      ends: (reply) => {
        if (!page.requests.delete(request)) return;
        if (typeof reply === 'string') deferred.reject({ name: 'TypeError' });
        else deferred.resolve({ ok: reply.status < 300, status: reply.status, json: () => this.#json(reply.body) });
      },
    };
    page.requests.add(request);
    signal.before(() => page.requests.delete(request) && deferred.reject(signal.reason));
    this.#leaving.push(this.#from(page, request));
    return deferred.promise;
  }

  /** The partner's `exchange` function. It heeds no signal, and knows no key: attempt and code tell one call from another. */
  hands(page: Page, payload: ExchangePayload): Promise<unknown> {
    this.#world.oracle.hands(page, payload);
    const key = 'code' in payload ? `${payload.state} ${payload.code}` : `${payload.attemptId} ${payload.confirm}`;
    const deferred = this.#world.realm.defer();
    const request: Request = {
      order: this.#world.count(),
      reply: () => this.#world.backend.exchanges(key, payload),
      ends: (reply) => {
        if (typeof reply === 'string') deferred.reject({ name: 'TypeError' });
        else if (reply.status < 300) deferred.resolve(reply.body);
        else deferred.reject(reply.body);
      },
    };
    this.#leaving.push(this.#from(page, request));
    return deferred.promise;
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

  /** What comes back is a task of the page. */
  #from(page: Page, { order, reply, ends }: Request): Request {
    return { order, reply, ends: (answer) => page.queues('answer', () => page.runs(() => ends(answer))) };
  }

  #arrives(): void {
    const request = this.#leaving.shift();
    const reply = request?.reply() ?? 'silence';
    if (!request || reply === 'silence') return;
    const late = typeof reply === 'object' && reply.late;
    if (late) this.#late.push({ due: this.#world.now + late, order: this.#world.count(), run: () => request.ends(reply) });
    else request.ends(reply);
  }

  #json(body: unknown): Promise<unknown> {
    const deferred: Deferred = this.#world.realm.defer();
    if (body === undefined) deferred.reject({ name: 'SyntaxError' });
    else deferred.resolve(structuredClone(body));
    return deferred.promise;
  }
}
