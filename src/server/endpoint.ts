import { toReply, toResponse } from './answer.js';
import type { Answer, Reply } from './answer.js';
import { correlationIdOf } from './correlation.js';
import { isDatabaseUnavailable } from './database.js';
import { describeError } from './log.js';
import type { Log, LogEntry } from './log.js';
import { Misconfigured } from './misconfigured.js';
import { Problem } from './problem.js';
import { isSessionUnavailable } from './session-unavailable.js';
import { findHandler } from './router.js';
import type { Routes } from './router.js';
import type { Telemetry } from './telemetry.js';

/** How long a client waits before it sends a request again that this process cannot answer, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** The options of `Endpoint`. */
export interface EndpointOptions {
  basePath: string;
  log: Log;
  telemetry: Telemetry;
}

/** Answers requests with the handlers of the routes, and logs each one. */
export class Endpoint {
  readonly #routes: Routes;
  readonly #basePath: string;
  readonly #log: Log;
  readonly #telemetry: Telemetry;
  readonly #running = new Set<Promise<Reply>>();
  #isClosed = false;

  constructor(routes: Routes, { basePath, log, telemetry }: EndpointOptions) {
    this.#routes = routes;
    this.#basePath = basePath;
    this.#log = log;
    this.#telemetry = telemetry;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Answers a request. Never throws. */
  async fetch(request: Request): Promise<Response> {
    return toResponse(await this.reply(request));
  }

  /** Answers a request whose response somebody else writes. Never throws. */
  reply(request: Request): Promise<Reply> {
    const path = this.#pathOf(request);
    // An unknown path is untrusted text, so it is in no log and no span.
    const operation = Object.hasOwn(this.#routes, path) ? `${request.method} ${this.#basePath}${path}` : 'unknown';
    const subject = { name: `wise-link ${operation}`, kind: 'internal', attributes: { 'http.route': operation } } as const;
    const answering = this.#telemetry.span(subject, () => this.#respond(request, path, operation), request.headers);
    this.#running.add(answering);
    void answering.finally(() => this.#running.delete(answering));
    return answering;
  }

  /** Refuses new requests, and waits until the earlier ones are answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#running);
  }

  async #respond(request: Request, path: string, operation: string): Promise<Reply> {
    const started = performance.now();
    const correlationId = correlationIdOf(request);
    const answer = await this.#answer(request, path, correlationId);
    const durationMs = Math.round(performance.now() - started);
    const { status, problem } = answer;
    const refused = problem === undefined ? {} : { problem };
    this.#log({ level: 'info', event: 'request', correlationId, operation, status, durationMs, ...refused });
    return toReply(answer, correlationId);
  }

  async #answer(request: Request, path: string, correlationId: string): Promise<Answer> {
    try {
      if (this.#isClosed) throw new Problem('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      return await findHandler(this.#routes, path, request.method)(request, correlationId);
    } catch (error) {
      if (error instanceof Problem) return error.toAnswer(correlationId);
      this.#log({ level: 'error', correlationId, ...mistakeOf(error), ...describeError(error) });
      const problem = isDatabaseUnavailable(error) || isSessionUnavailable(error)
        ? new Problem('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
        : new Problem('internal_error');
      return problem.toAnswer(correlationId);
    }
  }

  /** The path below the base path; empty if it is not below it. */
  #pathOf({ url }: Request): string {
    const { pathname } = new URL(url);
    return pathname.startsWith(`${this.#basePath}/`) ? pathname.slice(this.#basePath.length) : '';
  }
}

function mistakeOf(error: unknown): Pick<LogEntry, 'event' | 'hint' | 'errorCode'> {
  if (error instanceof Misconfigured) return { event: 'misconfigured', hint: error.message };
  if (isSessionUnavailable(error)) return { event: 'session_unavailable', hint: error.message, ...codeOf(error.cause) };
  return { event: 'internal_error' };
}

/** The code of a network error, such as `ECONNREFUSED`. */
function codeOf(cause: unknown): Pick<LogEntry, 'errorCode'> {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{2,63}$/.test(code) ? { errorCode: code } : {};
}
