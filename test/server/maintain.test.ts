import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/server/migrate.js';
import { readMigrations } from '../../src/server/migrations.js';
import { pglite } from '../../src/server/pglite.js';
import { useBank } from './bank.js';
import { checkLinks } from './check-links.js';
import { invalidGrant, json, refreshed } from './fake-wise.js';

const bank = useBank();
const REFRESH = 'token refresh_token';
const DAY = 24 * 3600;

const run = (isStopped?: () => boolean): Promise<void> => checkLinks(bank, isStopped);
const refreshes = (): number => bank.wise.calls(REFRESH).length;
const kinds = async (): Promise<unknown[]> => (await bank.rows('select kind from hook_event order by id')).map(({ kind }) => kind);

/** A link that was made now. */
async function link(): Promise<void> {
  await bank.restart({ hooks: {} });
  await (await bank.browser('sarah')).exchange();
}

describe('a link', () => {
  it('that nobody asked for is refreshed after a day, and then once a day', async () => {
    await link();
    bank.forward(DAY - 1);
    await run();
    expect(refreshes()).toBe(0);
    bank.forward(1);
    bank.wise.next(REFRESH, refreshed('2026-05-02T22:00:00Z'));
    await Promise.all([run(), run()]);
    expect(refreshes()).toBe(1);
    await run();
    expect(refreshes()).toBe(1);
    bank.forward(DAY);
    await run();
    expect(refreshes()).toBe(2);
  });

  it('whose tokens are not due is left alone', async () => {
    await link();
    bank.forward(DAY - 3600);
    bank.wise.next(REFRESH, refreshed('2026-05-02T21:00:00Z'));
    await bank.partner.accessToken('sarah');
    bank.forward(3600);
    await run();
    expect(refreshes()).toBe(1);
  });

  it('that Wise has ended is found, and not checked again', async () => {
    await link();
    bank.forward(DAY);
    bank.wise.next(REFRESH, invalidGrant);
    await run();
    bank.forward(DAY);
    await run();
    expect(refreshes()).toBe(1);
    expect(await kinds()).toEqual(['linked', 'ended']);
  });

  it('that could not be checked is checked again after ten minutes, and says that it recovered', async () => {
    await link();
    bank.forward(DAY);
    bank.wise.next(REFRESH, json(503, '{}'));
    await run();
    bank.forward(599);
    await run();
    expect([refreshes(), await kinds()]).toEqual([1, ['linked', 'refreshFailed']]);
    bank.forward(1);
    bank.wise.next(REFRESH, refreshed('2026-05-02T22:00:00Z'));
    await run();
    expect([refreshes(), await kinds()]).toEqual([2, ['linked', 'refreshFailed', 'recovered']]);
  });
});

describe('many links', () => {
  /** Copies the link to many customers, whose tokens cannot be unsealed. */
  const copy = (count: number, sealed = 'sealed_tokens'): Promise<unknown> =>
    bank.rows(`insert into wise_link (profile_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, linked_at, next_check_at)
      select 'p' || n, customer_id, profile_type, display_name, profile_ref, ${sealed}, linked_at, next_check_at - interval '1 hour'
      from wise_link, generate_series(1, ${count}) n where profile_hash !~ '^p\\d'`);

  it('wait for the next run when Wise is down', async () => {
    await link();
    await copy(10);
    bank.forward(DAY);
    bank.wise.next(REFRESH, ...Array.from({ length: 20 }, () => json(503, '{}')));
    await run();
    expect(refreshes()).toBe(3);
    bank.wise.clear();
  });

  it('are checked although the tokens of one cannot be unsealed', async () => {
    await link();
    await copy(1, `'test-1.broken.text'`);
    bank.forward(DAY);
    bank.wise.next(REFRESH, refreshed('2026-05-02T22:00:00Z'));
    await run();
    expect(refreshes()).toBe(1);
    expect(bank.log.filter(({ event }) => event === 'internal_error')).toHaveLength(1);
  });

  it('are left when the process is closed', async () => {
    await link();
    await copy(10);
    bank.forward(DAY);
    let checked = 0;
    await run(() => checked++ === 2);
    expect(refreshes()).toBe(2);
  });
});

describe('the links of a database from before links were checked', () => {
  it('are checked over the day, not all at once', async () => {
    const database = await pglite();
    await database.exec('create table schema_migration (name text primary key)');
    for (const { name, sql } of (await readMigrations()).filter((one) => one.name < '012')) {
      await database.exec(sql);
      await database.query('insert into schema_migration (name) values ($1)', [name]);
    }
    await database.exec(`insert into wise_link (profile_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, linked_at)
      select 'p' || n, 'c' || n, 'personal', 'A', 'B', 't', wise_link_now() from generate_series(1, 2000) n`);
    await migrate(database);
    const perHour = `select floor(extract(epoch from next_check_at - wise_link_now()) / 3600)::int as hour, count(*)::int as links from wise_link group by 1 order by 1`;
    const hours = (await database.query(perHour)).rows as { hour: number; links: number }[];
    await database.close();
    expect(hours.map(({ hour }) => hour)).toEqual(expect.arrayContaining(Array.from({ length: 24 }, (_, hour) => hour)));
    expect(Math.max(...hours.map(({ links }) => links))).toBeLessThan(200);
  });
});
