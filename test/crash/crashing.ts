import type { Database, Partner, Queryable } from '../../src/server/index.js';
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

/** A `fetch` wrapper that may crash before the call is sent, or after its response has arrived but was not read. */
export function crashingFetch(fetch: typeof globalThis.fetch, crashSwitch: CrashSwitch): typeof globalThis.fetch {
  return async (input, init) => {
    const call = `call ${new URL(input instanceof Request ? input.url : input).pathname}`;
    await crashSwitch.reach('before', call);
    const response = await fetch(input, init);
    await crashSwitch.reach('after', call);
    return response;
  };
}

/** A backend wrapper that may crash when a request has arrived, or before its response is sent. */
export function crashingPartner(partner: Partner, crashSwitch: CrashSwitch): Partner {
  return {
    ...partner,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      await crashSwitch.reach('before', `request ${pathname}`);
      const response = await partner.fetch(request);
      await crashSwitch.reach('after', `request ${pathname}`);
      return response;
    },
  };
}
