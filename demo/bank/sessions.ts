import { createHash, randomBytes } from 'node:crypto';
import type { BankSession, Customer, Database } from 'wise-link/server';
import { findCustomer, passwordIsRight } from './customers.js';

const COOKIE = 'bank_session';

/** The options of `Sessions`. */
export interface SessionOptions {
  /** Whether the bank is served over https. Sets the cookie's `Secure` attribute. */
  secure: boolean;
  clock?: () => Date;
}

/** How long a log-in lasts, in seconds. */
const SECONDS = 8 * 3600;

/** The bank's own log-in sessions: a random token in a cookie, its hash in a table of the bank. */
export class Sessions {
  readonly #database: Database;
  readonly #secure: boolean;
  readonly #clock: () => Date;

  private constructor(database: Database, { secure, clock = () => new Date() }: SessionOptions) {
    this.#database = database;
    this.#secure = secure;
    this.#clock = clock;
  }

  /** Creates the bank's table, if there is none. */
  static async open(database: Database, options: SessionOptions): Promise<Sessions> {
    await database.transaction(async (tx) => {
      // Two processes that start at the same time must not both create it.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo_session', 0))`);
      await tx.exec('create table if not exists demo_session (token_hash text primary key, customer_id text not null, expires_at timestamptz not null)');
    });
    return new Sessions(database, options);
  }

  /** Logs a customer in. Returns the customer and the `Set-Cookie` value; null if customer or password is wrong. */
  async logIn(customerId: string, password: string): Promise<{ customer: Customer; cookie: string } | null> {
    const customer = findCustomer(customerId);
    if (customer === null || !passwordIsRight(password)) return null;
    // Always a new token, against session fixation.
    const token = randomBytes(32).toString('base64url');
    const now = this.#clock();
    await this.#database.query('delete from demo_session where expires_at <= $1', [now]);
    await this.#database.query('insert into demo_session (token_hash, customer_id, expires_at) values ($1, $2, $3)', [
      hash(token),
      customerId,
      new Date(now.getTime() + SECONDS * 1000),
    ]);
    return { customer, cookie: this.#cookie(token, SECONDS) };
  }

  /** Ends the request's session. Returns the `Set-Cookie` value that removes the cookie. */
  async logOut(request: Request): Promise<string> {
    const token = readToken(request);
    if (token !== null) await this.#database.query('delete from demo_session where token_hash = $1', [hash(token)]);
    return this.#cookie('', 0);
  }

  /** The session of a request; null if there is none. This is the `session` of `createWiseLink`. */
  async sessionOf(request: Request): Promise<BankSession | null> {
    const token = readToken(request);
    if (token === null) return null;
    // The hash identifies the session, but cannot be used to log in.
    const sessionId = hash(token);
    const customer = await this.#customerOf(sessionId);
    return customer && { customer, sessionId };
  }

  /** Whether a session still lasts. This is the `isSessionLive` of `createWiseLink`. */
  async isLive(sessionId: string): Promise<boolean> {
    return (await this.#customerOf(sessionId)) !== null;
  }

  async #customerOf(sessionId: string): Promise<Customer | null> {
    const sql = 'select customer_id as id from demo_session where token_hash = $1 and expires_at > $2';
    const { rows } = await this.#database.query(sql, [sessionId, this.#clock()]);
    const [row] = rows as { id: string }[];
    return row === undefined ? null : findCustomer(row.id);
  }

  // SameSite=Strict works: the element uses same-origin fetch, so no navigation from Wise needs the cookie.
  #cookie(value: string, maxAge: number): string {
    const secure = this.#secure ? '; Secure' : '';
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
