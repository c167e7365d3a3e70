import type { IncomingMessage, ServerResponse } from 'node:http';
import { toResponse } from './answer.js';
import { bodyOf } from './node-body.js';
import { Problem } from './problem.js';

/** A request of Node's HTTP server and its response, and what a framework does with other paths. */
export interface NodeExchange {
  request: IncomingMessage;
  response: ServerResponse;
  next: (() => void) | undefined;
}

/** The function that answers, for example `endpoint.fetch`. */
export type Fetch = (request: Request) => Promise<Response>;

/** Answers requests of Node's HTTP server. Replaces no global object. */
export class NodeAdapter {
  readonly #origin: string;
  readonly #basePath: string;
  readonly #onUnreadable: () => void;
  readonly #incoming = new WeakMap<Request, IncomingMessage>();

  /** `onUnreadable` is called for a body that other code has read before. */
  constructor(origin: string, basePath: string, onUnreadable: () => void) {
    this.#origin = origin;
    this.#basePath = basePath;
    this.#onUnreadable = onUnreadable;
  }

  /** The request of Node's HTTP server from which this one was made, if any. */
  incoming(request: Request): IncomingMessage | undefined {
    return this.#incoming.get(request);
  }

  /** Answers a request below the base path, and leaves others to `next`. */
  handle(fetch: Fetch, exchange: NodeExchange): void {
    const { request, response, next } = exchange;
    const url = this.#urlOf(request);
    const isOurs = url !== null && url.pathname.startsWith(`${this.#basePath}/`);
    if (!isOurs && next !== undefined) next();
    else if (url === null) response.writeHead(400).end();
    else void this.#answer(fetch, url, exchange);
  }

  async #answer(fetch: Fetch, url: URL, { request, response }: NodeExchange): Promise<void> {
    try {
      const body = await bodyOf(request);
      const answer = body === undefined ? this.#refuse() : await fetch(this.#requestOf(url, request, body));
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      // The client is gone, or used a method or header that no Request can have.
      if (response.headersSent || request.destroyed) response.destroy();
      else response.writeHead(400).end();
    }
  }

  // The origin of the request is not that of the browser behind a proxy, so the bank's own is used. Express removes the path at
  // which the backend is mounted from `url`. A target such as "//host/path" stays a path.
  #urlOf(request: IncomingMessage): URL | null {
    const target = 'originalUrl' in request && typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '');
    const url = this.#origin + target;
    return target.startsWith('/') && URL.canParse(url) ? new URL(url) : null;
  }

  #requestOf(url: URL, incoming: IncomingMessage, body: BodyInit | null): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
      // HTTP/2 has pseudo-headers that begin with a colon.
      if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
    }
    const request = new Request(url, { method: incoming.method ?? 'GET', headers, body });
    this.#incoming.set(request, incoming);
    return request;
  }

  #refuse(): Response {
    this.#onUnreadable();
    const correlationId = crypto.randomUUID();
    return toResponse(new Problem('internal_error').toAnswer(correlationId), correlationId);
  }
}
