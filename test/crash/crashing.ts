import type { Database, Queryable } from '../../src/server/index.js';
import type { CrashSwitch } from './moment.js';

/** A database wrapper that may crash at each statement and after each transaction. */
export function crashingDatabase(database: Database, crashSwitch: CrashSwitch): Database {
  const on = (queryable: Queryable, statements: string[] = []): Queryable => ({
    async query(sql, params) {
      await crashSwitch.reach('before', sql);
      const result = await queryable.query(sql, params);
      statements.push(sql);
      await crashSwitch.reach('after', sql);
      return result;
    },
    exec: (script) => queryable.exec(script),
  });
  const transaction: Database['transaction'] = async (work) => {
    const statements: string[] = [];
    const result = await database.transaction((tx) => work(on(tx, statements)));
    for (const sql of statements) await crashSwitch.reach('committed', sql);
    return result;
  };
  return {
    ...on(database),
    // A single statement is a transaction too: it can be written and not committed.
    query: (sql, params) => transaction((tx) => tx.query(sql, params)),
    transaction,
    close: () => database.close(),
  };
}

/**
 * A wrapper around a function that answers requests, which may crash before a request and before its response: around the `fetch` of
 * the backend before a call is sent, and after its response has arrived but was not read.
 */
export function crashingFetch<Input extends Request | string, More extends unknown[]>(
  fetch: (input: Input, ...more: More) => Promise<Response>,
  crashSwitch: CrashSwitch,
  name = 'call',
): (input: Input, ...more: More) => Promise<Response> {
  return async (input, ...more) => {
    const moment = `${name} ${new URL(typeof input === 'string' ? input : input.url).pathname}`;
    await crashSwitch.reach('before', moment);
    const response = await fetch(input, ...more);
    await crashSwitch.reach('after', moment);
    return response;
  };
}
