import type { Database, Partner, Queryable } from '../../src/server/index.js';
import type { Death } from './moment.js';

/** A database under a process that may die at each statement, and after each transaction. */
export function mortalDatabase(database: Database, death: Death): Database {
  const on = (queryable: Queryable, said: string[] = []): Queryable => ({
    async query(sql, params) {
      await death.reach('before', sql);
      const result = await queryable.query(sql, params);
      said.push(sql);
      await death.reach('after', sql);
      return result;
    },
    exec: (script) => queryable.exec(script),
  });
  return {
    ...on(database),
    async transaction(work) {
      const said: string[] = [];
      const result = await database.transaction((tx) => work(on(tx, said)));
      for (const sql of said) await death.reach('committed', sql);
      return result;
    },
    close: () => database.close(),
  };
}

/** A `fetch` that the process may not survive: before the call is sent, or when its answer is there but not yet read. */
export function mortalFetch(fetch: typeof globalThis.fetch, death: Death): typeof globalThis.fetch {
  return async (input, init) => {
    const call = `call ${new URL(input instanceof Request ? input.url : input).pathname}`;
    await death.reach('before', call);
    const response = await fetch(input, init);
    await death.reach('after', call);
    return response;
  };
}

/** A backend that may die when a request has come, and when its answer is made but not sent. */
export function mortalPartner(partner: Partner, death: Death): Partner {
  return {
    ...partner,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      await death.reach('before', `request ${pathname}`);
      const response = await partner.fetch(request);
      await death.reach('after', `request ${pathname}`);
      return response;
    },
  };
}
