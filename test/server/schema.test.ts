import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/server/migrations.js';
import { pglite } from '../../src/server/pglite.js';
import type { Database } from '../../src/server/index.js';

// What the database itself refuses, and what the migration that made its checks cheaper leaves as it is.

let database: Database;
let filesBefore: unknown[];
beforeAll(async () => {
  database = await pglite();
  for (const { name, sql } of await readMigrations()) {
    if (name.startsWith('014')) filesBefore = await files();
    await database.exec(sql);
  }
});
afterAll(() => database.close());

/** The files of the tables and indexes. One that PostgreSQL writes again gets another. */
async function files(): Promise<unknown[]> {
  const sql = `select relname, pg_relation_filenode(oid) as file from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') order by relname`;
  return (await database.query(sql)).rows;
}

const insert = (columns: string, values: string): string =>
  `insert into attempt (id, customer_id, state_hash, redirect_uri, created_at, expires_at, ${columns})
   values (gen_random_uuid()::text, 'sarah', gen_random_uuid()::text, 'https://bank.example', wise_link_now(), wise_link_now(), ${values})`;

describe('the database refuses', () => {
  it.each([
    ['an unknown status', insert('status', `'DONE'`)],
    ['an unknown flow', insert('status, flow', `'OPEN', 'iframe'`)],
    ['tokens before the code was exchanged', insert('status, sealed_tokens', `'SENT', 'x'`)],
    ['tokens of an attempt that is linked', insert('status, sealed_tokens', `'LINKED', 'x'`)],
    ['tokens of an attempt that ended without a link', insert('status, sealed_tokens', `'MISMATCH', 'x'`)],
    ['a name before the identity was checked', insert('status, display_name', `'EXCHANGED', 'S. J.'`)],
    ['a name of an attempt that ended without a link', insert('status, display_name', `'EXPIRED', 'S. J.'`)],
    ['a request of an unknown kind', `insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, created_at) values ('a', 'x', 'k', 'a', 'b', wise_link_now())`],
    ['an event of an unknown kind', `insert into hook_event (customer_id, kind) values ('a', 'x')`],
  ])('%s', async (_, sql) => {
    await expect(database.query(sql)).rejects.toMatchObject({ code: '23514' });
  });

  it.each([
    ['tokens of an exchanged code', insert('status, sealed_tokens', `'EXCHANGED', 'x'`)],
    ['tokens and a name that the customer must confirm', insert('status, sealed_tokens, display_name', `'VERIFIED', 'x', 'S. J.'`)],
    ['a name that is linked', insert('status, display_name, flow', `'LINKED', 'S. J.', 'popup'`)],
  ])('not %s', async (_, sql) => {
    await database.query(sql);
  });
});

describe('the migration to cheaper checks', () => {
  it('writes no table and no index again', async () => {
    expect(await files()).toEqual(filesBefore);
  });
});
