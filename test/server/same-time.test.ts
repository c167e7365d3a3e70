import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/index.js';
import { postgres as openPostgres } from '../../src/server/postgres.js';
import { newCode, useBank } from './bank.js';
import type { Browser } from './bank.js';
import { personal, profiles, tokens } from './fake-wise.js';
import { usePostgres } from './postgres.js';

// Transactions of one customer that run at the same time on PostgreSQL: none waits for another that waits for it.

const postgres = usePostgres();
const bank = useBank({}, async () => openPostgres({ connectionString: await postgres.newDatabase() }));

/** A change of a row, as a trigger names it. An update or a delete has already locked the row. */
type Change = 'insert on used_code' | 'insert on wise_link' | 'update on wise_link' | 'delete on exchange_request';

/** The lock that each such change waits for. */
const PAUSE = 4711;
const pausing = (change: Change): string => `
  create or replace function test.pause() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock_shared(${PAUSE}); return coalesce(new, old); end';
  create or replace trigger a_pause before ${change} for each row execute function test.pause();`;

/** Starts each, waits until it is held at its first such change or at a lock before it, and then lets all go on at once. */
async function atOnce<T>(change: Change, acts: (() => Promise<T>)[]): Promise<T[]> {
  const database: Database = bank.database;
  await database.exec(pausing(change));
  try {
    const running: Promise<T>[] = [];
    await database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [PAUSE]);
      for (const act of acts) {
        running.push(act());
        await expect.poll(() => waiting()).toBe(running.length);
      }
    });
    return await Promise.all(running);
  } finally {
    await database.exec(`drop trigger a_pause ${change.slice(change.indexOf('on '))}`);
  }
}

/** How many connections wait for a lock. */
async function waiting(): Promise<unknown> {
  const [row] = await bank.rows('select count(distinct pid)::int as count from pg_locks where not granted');
  return row?.['count'];
}

const account = (id: number): string => personal({ id });

/** Starts an exchange whose lease has expired by the time Wise names the account. Returns what lets Wise name it. */
async function late(sarah: Browser, id: number): Promise<() => Promise<unknown>> {
  const held = bank.wise.hold('/v2/profiles');
  const exchange = sarah.exchange({ profileId: String(id) });
  await held.arrived;
  bank.forward(60);
  return async () => {
    held.answer(profiles(account(id)));
    return (await exchange).body['status'];
  };
}

describe('two attempts of one customer that link after the lease of the first has expired', () => {
  it.each([
    ['accounts that are new', '', 'insert on wise_link'],
    ['accounts that were linked before', `update wise_link set ended_at = null, sealed_tokens = 'x'`, 'update on wise_link'],
  ] as const)('link %s of one Wise user, and the last one ends the other', async (_, sql, change) => {
    const sarah = await bank.browser('sarah');
    if (sql !== '') {
      for (const id of [1, 2]) {
        bank.wise.next('/v2/profiles', profiles(account(id)));
        await sarah.exchange({ profileId: String(id) });
      }
      await bank.database.exec(sql);
    }
    const both = [await late(sarah, 1), await late(sarah, 2)];
    expect(await atOnce(change, both)).toEqual(['linked', 'linked']);
    expect(await bank.rows('select 1 as live from wise_link where ended_at is null')).toHaveLength(1);
  });
});

describe('a customer who is forgotten while Wise answers', () => {
  it('leaves no row, and the exchange finds no attempt', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold('token authorization_code');
    const exchange = sarah.exchange();
    await held.arrived;
    const forget = async (): Promise<unknown> => bank.partner.forget('sarah');
    const answer = async (): Promise<unknown> => {
      held.answer(tokens);
      return (await exchange).body['code'];
    };
    expect(await atOnce('delete on exchange_request', [forget, answer])).toEqual([undefined, 'exchange_in_progress']);
    expect(await bank.rows('select id from attempt')).toEqual([]);
    expect((await sarah.status()).body).toMatchObject({ status: 'none' });
  });
});

describe('one code that two customers send at the same time', () => {
  it('goes to Wise for one of them, and leaves no trace of the request of the other', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    const code = newCode();
    const [mine, theirs] = [{ ...(await sarah.attempt()), code }, { ...(await omar.attempt()), code }];
    const answers = await atOnce('insert on used_code', [() => sarah.exchange(mine), () => omar.exchange(theirs)]);
    expect(answers.filter(({ body }) => body['code'] === 'code_already_used')).toHaveLength(1);
    expect(bank.wise.calls('token authorization_code')).toHaveLength(1);
    expect(await bank.rows(`select status, lease, used_at from attempt where status <> 'LINKED' and status <> 'MISMATCH'`)).toEqual([
      { status: 'OPEN', lease: null, used_at: null },
    ]);
    expect(await bank.rows('select 1 as stored from exchange_request')).toHaveLength(1);
  });
});
