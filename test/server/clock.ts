import type { Database, Queryable } from '../../src/server/index.js';

/**
 * Replaces the function from which every statement of the backend takes the time, so that a test can set it. `set` is
 * awaited before the next statement, also one of another connection. The database must be migrated.
 */
export class TestClock {
  readonly #on: Queryable;
  #settled: Promise<unknown> = Promise.resolve();

  constructor(on: Queryable) {
    this.#on = on;
  }

  /** Puts a settable clock into a migrated database. Until it is set, it is the database's own. */
  async install(): Promise<void> {
    await this.#on.exec(`create schema if not exists test;
      create table if not exists test.clock (frozen_at timestamptz, ahead interval not null default '0');
      insert into test.clock select where not exists (select 1 from test.clock);
      create or replace function wise_link_now() returns timestamptz language sql stable as
        'select coalesce(frozen_at, statement_timestamp()) + ahead from test.clock'`);
  }

  /** Freezes the clock at a time. */
  freeze(at: Date): void {
    this.#update(`update test.clock set frozen_at = $1, ahead = '0'`, at);
  }

  /** Lets the clock run, this many seconds ahead of the database's own. */
  run(aheadSeconds: number): void {
    this.#update('update test.clock set frozen_at = null, ahead = make_interval(secs => $1)', aheadSeconds);
  }

  /** The same database, whose statements wait until the clock is set. */
  before(database: Database): Database {
    return {
      query: async (sql, params) => (await this.#settled, database.query(sql, params)),
      exec: async (script) => (await this.#settled, database.exec(script)),
      transaction: async (work) => (await this.#settled, database.transaction(work)),
      close: () => database.close(),
    };
  }

  #update(sql: string, value: unknown): void {
    this.#settled = this.#settled.then(() => this.#on.query(sql, [value]));
  }
}
