import { readJsonBody } from './body.js';
import { Problem } from './problem.js';
import type { Session, Sessions } from './session.js';

/** A request that passed all checks: the session and the parsed body. */
export interface Call extends Session {
  correlationId: string;
  text: string;
  value: unknown;
}

/** The checks before any work, in the order of the contract. The handler then checks who owns the attempt. */
export class Guard {
  readonly #origin: string;
  readonly #sessions: Sessions;

  constructor(origin: string, sessions: Sessions) {
    this.#origin = origin;
    this.#sessions = sessions;
  }

  /** Checks session → origin → `X-Wise-Link` → content type → size. */
  async admit(request: Request, correlationId: string): Promise<Call> {
    const session = await this.admitChange(request);
    return { ...session, correlationId, ...(await readJsonBody(request)) };
  }

  /** The same for a request that changes state but has no body. */
  async admitChange(request: Request): Promise<Session> {
    const session = await this.admitGet(request);
    this.assertSameOrigin(request);
    return session;
  }

  /** The same for a GET. Browsers send no `Origin` with it, and older ones no `Sec-Fetch-Site`, so both may be missing. */
  async admitGet(request: Request): Promise<Session> {
    const session = await this.admitRead(request);
    if (this.#isForeign(request)) throw new Problem('csrf_failed');
    // No form and no simple cross-site fetch can send this header, and the CORS preflight gets a 405.
    if (request.headers.get('X-Wise-Link') !== '1') throw new Problem('csrf_failed');
    return session;
  }

  /** Checks the session only, for the bank's own pages. Without CORS headers no other origin can read the response. */
  async admitRead(request: Request): Promise<Session> {
    const session = await this.#sessions.sessionOf(request);
    if (session === null) throw new Problem('session_required');
    return session;
  }

  /** Requires `Origin` or `Sec-Fetch-Site` from the bank's own origin. Refuses a request that has neither. */
  assertSameOrigin(request: Request): void {
    const hasNeither = request.headers.get('Origin') === null && request.headers.get('Sec-Fetch-Site') === null;
    if (hasNeither || this.#isForeign(request)) throw new Problem('csrf_failed');
  }

  #isForeign(request: Request): boolean {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    return (origin !== null && origin !== this.#origin) || (site !== null && site !== 'same-origin');
  }
}
