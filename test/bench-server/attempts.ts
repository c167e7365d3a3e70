import type { Pool } from 'pg';
import { Vault } from '../../src/server/vault.js';
import { customerOf, KEY, REDIRECT_URI } from './setup.js';

/** A started attempt, whose code can be sent. */
export interface Prepared {
  sessionId: string;
  attemptId: string;
  state: string;
  code: string;
}

/** Writes started attempts into the database, one for each of as many new customers. */
export class Attempts {
  readonly #pool: Pool;
  readonly #vault: Vault;
  #next = 1_000_000_000;

  private constructor(pool: Pool, vault: Vault) {
    this.#pool = pool;
    this.#vault = vault;
  }

  static async open(pool: Pool): Promise<Attempts> {
    return new Attempts(pool, await Vault.open([KEY]));
  }

  async prepare(count: number): Promise<Prepared[]> {
    const made = Array.from({ length: count }, () => {
      const number = String(this.#next++);
      return { sessionId: `s${number}`, attemptId: `a_${number.padStart(43, 'x')}`, state: number.padStart(43, 'y'), code: `k${number}` };
    });
    const columns = [
      made.map(({ attemptId }) => attemptId),
      made.map(({ sessionId }) => customerOf(sessionId).id),
      await Promise.all(made.map(({ sessionId }) => this.#vault.fingerprint('session', sessionId))),
      await Promise.all(made.map(({ state }) => this.#vault.fingerprint('state', state))),
    ];
    const sql = `insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, created_at, expires_at)
      select id, customer_id, session_hash, state_hash, $5, 'popup', 'OPEN', wise_link_now(), wise_link_now() + interval '30 minutes'
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(id, customer_id, session_hash, state_hash)`;
    await this.#pool.query(sql, [...columns, REDIRECT_URI]);
    return made;
  }
}
