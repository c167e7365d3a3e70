import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findCustomer, passwordIsRight } from './customers.js';
import type { Customer } from './customers.js';
import { select } from './database.js';
import type { Database } from './database.js';
import { randomToken } from './random.js';

const COOKIE = 'bank_session';

/** A log-in session and its customer. */
export interface Session {
  customer: Customer;
  /** The hash of the cookie: identifies the session, but cannot be used to log in. */
  sessionId: string;
}

/** The options of `Sessions`. */
export interface SessionOptions {
  /** Whether the bank is served over https. Sets the cookie's `Secure` attribute. */
  secure: boolean;
  seconds: number;
}

/** The bank's own log-in sessions: a random token in a cookie, its hash in the database. */
export class Sessions {
  readonly #database: Database;
  readonly #options: SessionOptions;

  constructor(database: Database, options: SessionOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** Logs a customer in. Returns the customer and the `Set-Cookie` value; null if customer or password is wrong. */
  async logIn(customerId: string, password: string): Promise<{ customer: Customer; cookie: string } | null> {
    const customer = findCustomer(customerId);
    if (customer === null || !passwordIsRight(password)) return null;
    const { seconds } = this.#options;
    // Always a new token, against session fixation.
    const token = randomToken();
    await this.#database.query('delete from bank_session where expires_at <= wise_link_now()');
    await this.#database.query(
      'insert into bank_session (token_hash, customer_id, expires_at) values ($1, $2, wise_link_now() + make_interval(secs => $3))',
      [hash(token), customerId, seconds],
    );
    return { customer, cookie: this.#cookie(token, seconds) };
  }

  /** Ends the request's session. Returns the `Set-Cookie` value that removes the cookie. */
  async logOut(request: Request): Promise<string> {
    const token = readToken(request);
    if (token !== null) await this.#database.query('delete from bank_session where token_hash = $1', [hash(token)]);
    return this.#cookie('', 0);
  }

  /** The session of a request; null if there is none. */
  async sessionOf(request: Request): Promise<Session | null> {
    const token = readToken(request);
    if (token === null) return null;
    const sessionId = hash(token);
    const [found] = await select(
      this.#database,
      z.object({ customerId: z.string() }),
      'select customer_id as "customerId" from bank_session where token_hash = $1 and expires_at > wise_link_now()',
      [sessionId],
    );
    const customer = found === undefined ? null : findCustomer(found.customerId);
    return customer && { customer, sessionId };
  }

  // SameSite=Strict works: the element uses same-origin fetch, so no navigation from Wise needs the cookie.
  #cookie(value: string, maxAge: number): string {
    const secure = this.#options.secure ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
  }
}

function readToken(request: Request): string | null {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${COOKIE}=`)).map((pair) => pair.slice(COOKIE.length + 1));
  const [value, second] = values;
  // If there are two, an attacker set one of them, for example from a sibling subdomain. Accept neither.
  return value !== undefined && second === undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

// An unkeyed hash is enough for 256 random bits.
function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
