import type { Pool } from 'pg';
import { Vault } from '../../src/server/vault.js';
import { customerOf, KEY, REDIRECT_URI } from './setup.js';

/** A started attempt, whose code can be sent. */
export interface Prepared {
  cookie: string;
  attemptId: string;
  state: string;
  code: string;
}

/** The sessions and the attempts of a build. */
export interface Build {
  cookieOf(number: string): string;
  /** The hash of a session, as the attempt has it. */
  hashOf(vault: Vault, cookie: string): Promise<string>;
  /** Inserts attempts: lists of their ids, customers, hashes of sessions and of states, and one redirect URI. */
  insert: string;
}

/** This build, with the cookie itself as the id of the session. */
const PRESENT: Build = {
  cookieOf: (number) => `s${number}`,
  hashOf: (vault, cookie) => vault.fingerprint('session', cookie),
  insert: `insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, created_at, expires_at)
    select id, customer_id, session_hash, state_hash, $5, 'popup', 'OPEN', wise_link_now(), wise_link_now() + interval '30 minutes'
    from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(id, customer_id, session_hash, state_hash)`,
};

/** Writes started attempts into the database, one for each of as many new customers. */
export class Attempts {
  readonly #pool: Pool;
  readonly #vault: Vault;
  readonly #build: Build;
  #next = 1_000_000_000;

  private constructor(pool: Pool, vault: Vault, build: Build) {
    this.#pool = pool;
    this.#vault = vault;
    this.#build = build;
  }

  static async open(pool: Pool, build = PRESENT): Promise<Attempts> {
    return new Attempts(pool, await Vault.open([KEY]), build);
  }

  async prepare(count: number): Promise<Prepared[]> {
    const { cookieOf, hashOf, insert } = this.#build;
    const made = Array.from({ length: count }, () => {
      const number = String(this.#next++);
      return { cookie: cookieOf(number), attemptId: `a_${number.padStart(43, 'x')}`, state: number.padStart(43, 'y'), code: `k${number}` };
    });
    const columns = [
      made.map(({ attemptId }) => attemptId),
      made.map(({ cookie }) => customerOf(cookie).id),
      await Promise.all(made.map(({ cookie }) => hashOf(this.#vault, cookie))),
      await Promise.all(made.map(({ state }) => this.#vault.fingerprint('state', state))),
    ];
    await this.#pool.query(insert, [...columns, REDIRECT_URI]);
    return made;
  }
}
