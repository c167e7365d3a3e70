import { readJsonBody } from './body.js';
import type { Customer } from './customers.js';
import { Problem } from './problem.js';
import type { Sessions } from './session.js';

/** A call that may be worked on: who makes it, and what it says. */
export interface Call {
  customer: Customer;
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
    const customer = await this.admitChange(request);
    return { customer, correlationId, ...(await readJsonBody(request)) };
  }

  /** The same for a call that changes something but has no body. */
  async admitChange(request: Request): Promise<Customer> {
    const customer = await this.admitRead(request);
    this.assertSameOrigin(request);
    // No form and no simple cross-site fetch can send it, and the preflight that it forces gets a 405 from us.
    if (request.headers.get('X-Wise-Link') !== '1') throw new Problem('csrf_failed');
    return customer;
  }

  /** Session only: reading changes nothing, and without CORS headers only our own pages can read the answer. */
  async admitRead(request: Request): Promise<Customer> {
    const customer = await this.#sessions.customerOf(request);
    if (customer === null) throw new Problem('session_required');
    return customer;
  }

  /** The browser must say that our own page asks: `Origin`, or at least `Sec-Fetch-Site`. Silence counts as no. */
  assertSameOrigin(request: Request): void {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    const wrong = (origin !== null && origin !== this.#origin) || (site !== null && site !== 'same-origin');
    if (wrong || (origin === null && site === null)) throw new Problem('csrf_failed');
  }
}
