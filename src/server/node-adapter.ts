import type { IncomingMessage, ServerResponse } from 'node:http';
import { toReply } from './answer.js';
import type { Reply } from './answer.js';
import { ReceivedRequest } from './body.js';
import { bodyOf } from './node-body.js';
import { Problem } from './problem.js';

/** A request of Node's HTTP server and its response, and what a framework does with other paths. */
export interface NodeExchange {
  request: IncomingMessage;
  response: ServerResponse;
  next: (() => void) | undefined;
}

/** The function that answers, for example `endpoint.reply`. */
export type AnswerRequest = (request: Request) => Promise<Reply>;

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
  handle(answer: AnswerRequest, exchange: NodeExchange): void {
    const { request, response, next } = exchange;
    const url = this.#urlOf(request);
    const isOurs = url !== null && url.pathname.startsWith(`${this.#basePath}/`);
    if (!isOurs && next !== undefined) next();
    else if (url === null) response.writeHead(400).end();
    else void this.#answer(answer, url, exchange);
  }

  async #answer(answer: AnswerRequest, url: URL, { request, response }: NodeExchange): Promise<void> {
    try {
      const body = await bodyOf(request);
      const reply = body === undefined ? this.#refuse() : await answer(this.#requestOf(url, request, body));
      const length = reply.body === '' ? {} : { 'Content-Length': Buffer.byteLength(reply.body) };
      response.writeHead(reply.status, { ...reply.headers, ...length }).end(reply.body);
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

  #requestOf(url: URL, incoming: IncomingMessage, body: string | Uint8Array | null): Request {
    const headers: [string, string][] = [];
    for (const [name, value] of Object.entries(incoming.headers)) {
      // HTTP/2 has pseudo-headers that begin with a colon.
      if (value !== undefined && !name.startsWith(':')) headers.push([name, String(value)]);
    }
    const request = new ReceivedRequest(url, { method: incoming.method ?? 'GET', headers }, body);
    this.#incoming.set(request, incoming);
    return request;
  }

  #refuse(): Reply {
    this.#onUnreadable();
    const correlationId = crypto.randomUUID();
    return toReply(new Problem('internal_error').toAnswer(correlationId), correlationId);
  }
}
