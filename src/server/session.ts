import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findCustomer, passwordIsRight } from './customers.js';
import type { Customer } from './customers.js';
import { select } from './database.js';
import type { Database } from './database.js';
import { secondsFrom } from './limits.js';
import { randomToken } from './random.js';

const COOKIE = 'bank_session';

/** Who is logged in, and by which log-in. */
export interface Session {
  customer: Customer;
  /** The hash of the cookie: enough to know the log-in again, no good to take it over. */
  sessionId: string;
}

/** What a session needs to know about its surroundings. */
export interface SessionOptions {
  /** Whether the bank is served over https: then the cookie goes nowhere else. */
  secure: boolean;
  seconds: number;
  clock: () => Date;
}

/** The bank's own log-in sessions: a random cookie at the customer's, its hash in the database. */
export class Sessions {
  readonly #database: Database;
  readonly #options: SessionOptions;

  constructor(database: Database, options: SessionOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** Logs a customer in, and returns him with the `Set-Cookie` value; null if customer or password is wrong. */
  async logIn(customerId: string, password: string): Promise<{ customer: Customer; cookie: string } | null> {
    const customer = findCustomer(customerId);
    if (customer === null || !passwordIsRight(password)) return null;
    const { clock, seconds } = this.#options;
    // Always a new token: one that was there before log-in may be known to somebody else.
    const token = randomToken();
    await this.#database.query('delete from bank_session where expires_at <= $1', [clock()]);
    await this.#database.query(
      'insert into bank_session (token_hash, customer_id, expires_at) values ($1, $2, $3)',
      [hash(token), customerId, secondsFrom(clock(), seconds)],
    );
    return { customer, cookie: this.#cookie(token, seconds) };
  }

  /** Ends the request's session and returns the `Set-Cookie` value that removes the cookie. */
  async logOut(request: Request): Promise<string> {
    const token = readToken(request);
    if (token !== null) await this.#database.query('delete from bank_session where token_hash = $1', [hash(token)]);
    return this.#cookie('', 0);
  }

  /** Who is logged in; null for nobody. */
  async sessionOf(request: Request): Promise<Session | null> {
    const token = readToken(request);
    if (token === null) return null;
    const sessionId = hash(token);
    const [found] = await select(
      this.#database,
      z.object({ customerId: z.string() }),
      'select customer_id as "customerId" from bank_session where token_hash = $1 and expires_at > $2',
      [sessionId, this.#options.clock()],
    );
    const customer = found === undefined ? null : findCustomer(found.customerId);
    return customer && { customer, sessionId };
  }

  // Strict: the element calls by same-origin fetch from the bank's page, so no navigation from Wise needs the cookie.
  #cookie(value: string, maxAge: number): string {
    const secure = this.#options.secure ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
  }
}

function readToken(request: Request): string | null {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${COOKIE}=`)).map((pair) => pair.slice(COOKIE.length + 1));
  const [value, second] = values;
  // Two of them: one was planted, for instance from a sibling subdomain. We cannot know which.
  return value !== undefined && second === undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

// A plain hash is enough for 256 random bits.
function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
