import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { LogEntry } from 'wise-link/server';

/** How many lines are kept. */
const KEPT = 500;

/** What the playground shows and changes behind the bank's page: the lines of the backend's log, and the switches of the simulator. */
export class Backstage {
  readonly #origin: string;
  readonly #wise: string;
  readonly #lines: { number: number; entry: LogEntry }[] = [];
  #last = 0;

  /** `origin` is that of the bank's pages, the only ones that may change a switch; `wise` is the simulator's. */
  constructor(origin: string, wise: string) {
    this.#origin = origin;
    this.#wise = wise;
  }

  /** The `log` of `createWiseLink`. */
  readonly log = (entry: LogEntry): void => {
    this.#last += 1;
    this.#lines.push({ number: this.#last, entry });
    if (this.#lines.length > KEPT) this.#lines.shift();
  };

  /** Answers the paths below `/backstage/`. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.#origin);
    if (pathname === '/backstage/log') return send(response, 200, { lines: this.#linesFor(searchParams), last: this.#last });
    if (pathname !== '/backstage/switches' || request.method !== 'POST') return send(response, 404, {});
    if (request.headers.origin !== this.#origin) return send(response, 403, {});
    const body = JSON.stringify(await json(request).catch(() => null));
    const { status } = await fetch(`${this.#wise}/simulator/switches`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return send(response, status, {});
  }

  /** The lines of one correlation id, which only its page knows. */
  #linesFor(query: URLSearchParams): string[] {
    const after = Number(query.get('after'));
    return this.#lines.filter(({ number, entry }) => number > after && entry.correlationId === query.get('correlationId')).map(({ entry }) => textOf(entry));
  }
}

/** A line of the log as text. No field of it can hold a secret. */
function textOf({ event, operation, status, problem, outcome, durationMs }: LogEntry): string {
  const words = [event, operation, status, problem, outcome, durationMs === undefined ? undefined : `${Math.round(durationMs)} ms`];
  return words.filter((word) => word !== undefined).join(' · ');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
}
