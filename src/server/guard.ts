import { readJsonBody } from './body.js';
import { Problem } from './problem.js';
import type { Session, Sessions } from './session.js';

/** A call that may be worked on: who makes it, and what it says. */
export interface Call extends Session {
  correlationId: string;
  text: string;
  value: unknown;
}

/** The checks before any work, in the order of the contract. Whether the attempt is the caller's comes right after. */
export class Guard {
  readonly #origin: string;
  readonly #sessions: Sessions;

  constructor(origin: string, sessions: Sessions) {
    this.#origin = origin;
    this.#sessions = sessions;
  }

  /** Session → origin → `X-Wise-Link` → content type → size. */
  async admit(request: Request, correlationId: string): Promise<Call> {
    const session = await this.admitChange(request);
    return { ...session, correlationId, ...(await readJsonBody(request)) };
  }

  /** The same for a call that changes something but has no body. */
  async admitChange(request: Request): Promise<Session> {
    const session = await this.admitQuestion(request);
    this.assertSameOrigin(request);
    return session;
  }

  /** The same for a GET, with which a browser sends no `Origin`, and an older one no `Sec-Fetch-Site`: silence is no lie. */
  async admitQuestion(request: Request): Promise<Session> {
    const session = await this.admitRead(request);
    if (this.#isForeign(request)) throw new Problem('csrf_failed');
    // No form and no simple cross-site fetch can send it, and the preflight that it forces gets a 405 from us.
    if (request.headers.get('X-Wise-Link') !== '1') throw new Problem('csrf_failed');
    return session;
  }

  /** Session only, for the bank's own pages: without CORS headers nobody else can read the answer. */
  async admitRead(request: Request): Promise<Session> {
    const session = await this.#sessions.sessionOf(request);
    if (session === null) throw new Problem('session_required');
    return session;
  }

  /** The browser must say that our own page asks: `Origin`, or at least `Sec-Fetch-Site`. Silence counts as no. */
  assertSameOrigin(request: Request): void {
    const isSilent = request.headers.get('Origin') === null && request.headers.get('Sec-Fetch-Site') === null;
    if (isSilent || this.#isForeign(request)) throw new Problem('csrf_failed');
  }

  #isForeign(request: Request): boolean {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    return (origin !== null && origin !== this.#origin) || (site !== null && site !== 'same-origin');
  }
}
