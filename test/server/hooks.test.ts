import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../../src/server/database-unavailable.js';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { Outbox } from '../../src/server/outbox.js';
import { sweep } from '../../src/server/sweep.js';
import { waitingEvents } from '../../src/server/waiting-events.js';
import type { Hooks, LogEntry } from '../../src/server/index.js';
import { useBank } from './bank.js';
import { invalidGrant, json, personal, profiles, refreshed } from './fake-wise.js';

const bank = useBank();
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
const KINDS = ['linked', 'relinked', 'refreshFailed', 'recovered', 'ended', 'mismatch'] as const;
const REFRESH = 'token refresh_token';

/** Hooks that record what they get, and fail while `fails` says so. */
function recording(fails: (kind: string) => boolean = () => false): { hooks: Hooks; got: [string, object][] } {
  const got: [string, object][] = [];
  const hook = (kind: string) => async (event: { id: string; at: Date }) => {
    const { id: _, at, ...rest } = event;
    expect(at).toBeInstanceOf(Date);
    got.push([kind, rest]);
    if (fails(kind)) throw new Error('sarah@example.com bounced');
  };
  return { got, hooks: Object.fromEntries(KINDS.map((kind) => [kind, hook(kind)])) };
}

/** A promise and the function that resolves it. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Delivers what is due, as the poll of a process does. */
async function poll(hooks: Hooks): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  await new Outbox(bank.watched, hooks, (entry) => void log.push(entry)).poll();
  return log;
}

/** Lets the time pass until the events that wait are due. */
const afterPause = (): void => bank.forward(3600);

const access = (): Promise<string> => bank.partner.accessToken('sarah').catch((error: unknown) => String(error));

describe('the hooks', () => {
  it('get each event of a link in order, without a secret', async () => {
    const { hooks, got } = recording();
    await bank.restart({ hooks: {} });
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    await sarah.exchange();
    bank.forward(6 * 3600);
    bank.wise.next(REFRESH, json(503, '{}'), json(503, '{}'), refreshed('2026-05-02T04:00:00Z'), refreshed('2026-05-03T04:00:00Z'), invalidGrant);
    for (const hours of [0, 0, 0, 12, 24]) {
      bank.forward(hours * 3600);
      await access();
    }
    await sarah.logIn('sarah');
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })));
    await sarah.exchange();
    await sarah.exchange();
    const link = { customerId: 'sarah', link: LINK };
    await poll(hooks);
    expect(got).toEqual([
      ['linked', link],
      ['relinked', link],
      ['refreshFailed', link],
      ['recovered', link],
      ['ended', link],
      ['mismatch', { customerId: 'sarah', reason: 'identity_mismatch' }],
      ['relinked', link],
    ]);
    expect(await bank.rows('select 1 from hook_event')).toEqual([]);
  });

  it('that fail get the same event again later, the customer’s later events wait, and those of others do not', async () => {
    let isDown = true;
    const { hooks, got } = recording((kind) => kind === 'linked' && isDown);
    await bank.restart({ hooks: {} });
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    await sarah.exchange();
    await sarah.exchange();
    await omar.exchange();
    const log = await poll(hooks);
    expect(got.map(([kind, { customerId }]: [string, { customerId?: string }]) => [kind, customerId])).toEqual([['linked', 'sarah'], ['mismatch', 'omar']]);
    expect(log).toEqual([expect.objectContaining({ event: 'notify_failed', operation: 'linked', customerId: 'sarah', errorName: 'Error' })]);
    expect(JSON.stringify(log)).not.toContain('example.com');
    await poll(hooks);
    expect(got).toHaveLength(2);
    afterPause();
    isDown = false;
    await poll(hooks);
    expect(got.slice(2).map(([kind]) => kind)).toEqual(['linked', 'relinked']);
  });

  it('that take long delay neither the answer nor the events of other customers', async () => {
    const held = withResolvers();
    const { hooks, got } = recording();
    const linked: Hooks['linked'] = (event) => (event.customerId === 'sarah' ? held.promise : hooks.linked?.(event));
    await bank.restart({ hooks: { linked } });
    expect((await (await bank.browser('sarah')).exchange()).body).toMatchObject({ status: 'linked' });
    bank.forward(61); // another process may call the hook too
    await bank.rows(`insert into hook_event (customer_id, kind) values ('omar', 'linked') returning 1`);
    const polling = poll({ linked });
    await expect.poll(() => got.length).toBe(1);
    held.resolve();
    await polling;
  });

  it('of a customer whose first event waits take no place of other customers', async () => {
    await bank.restart({ hooks: {} });
    const { hooks, got } = recording();
    const insert = `insert into hook_event (customer_id, kind, next_at) select $1, 'linked', wise_link_now() - interval '1 minute' from generate_series(1, $2::int) returning 1`;
    await bank.database.query(insert, ['sarah', 150]);
    await bank.database.query(insert, ['omar', 1]);
    await poll({ linked: (event) => (event.customerId === 'sarah' ? Promise.reject(new Error('down')) : hooks.linked?.(event)) });
    await poll(hooks);
    expect(got.map(([, event]) => (event as { customerId: string }).customerId)).toEqual(['omar']);
  });

  it('are not called by a process that stops: the next one delivers what is left', async () => {
    await bank.restart({ hooks: {} });
    await bank.rows(`insert into hook_event (customer_id, kind) select 'sarah', 'linked' from generate_series(1, 3) returning 1`);
    const ids: string[] = [];
    const outbox: Outbox = new Outbox(bank.watched, { linked: ({ id }) => (ids.push(id), outbox.stop()) }, () => {});
    await outbox.poll();
    expect(ids).toHaveLength(1);
    await poll({ linked: ({ id }) => void ids.push(id) });
    expect(new Set(ids).size).toBe(3);
  });

  it('can be watched: which events wait, since when, and until when', async () => {
    const { hooks } = recording(() => true);
    await bank.restart({ hooks });
    await (await bank.browser('sarah')).exchange();
    const [{ id } = {}] = await bank.rows('select id::text from hook_event');
    const at = bank.now;
    expect(await waitingEvents(bank.database)).toEqual([{ id, kind: 'linked', customerId: 'sarah', at, tries: 1, nextAt: new Date(at.getTime() + 2000) }]);
    expect(await waitingEvents(bank.database, 0)).toEqual([]);
  });

  it('of two processes get an event once, also while the first hook runs', async () => {
    const held = withResolvers();
    const started = withResolvers();
    const { hooks, got } = recording();
    await bank.restart({ hooks: {} });
    await (await bank.browser('sarah')).exchange();
    const slow = poll({
      ...hooks,
      linked: async (event) => {
        await hooks.linked?.(event);
        started.resolve();
        await held.promise;
      },
    });
    await started.promise;
    await poll(hooks);
    held.resolve();
    await slow;
    await poll(hooks);
    expect(got).toHaveLength(1);
  });

  it('of a process that was killed in a hook are called again with the same id', async () => {
    const ids: string[] = [];
    await bank.restart({ hooks: {} });
    await (await bank.browser('sarah')).exchange();
    await bank.rows(`update hook_event set tries = 1, next_at = next_at + interval '1 minute'`);
    const linked = ({ id }: { id: string }): void => void ids.push(id);
    const [{ id } = {}] = await bank.rows('select id::text from hook_event');
    await poll({ linked });
    expect(ids).toEqual([]);
    afterPause();
    await poll({ linked });
    expect(ids).toEqual([id]);
  });

  it('are called before the answer, when the process that linked has them', async () => {
    const { hooks, got } = recording();
    await bank.restart({ hooks });
    expect((await (await bank.browser('sarah')).exchange()).body).toMatchObject({ status: 'linked' });
    expect(got.map(([kind]) => kind)).toEqual(['linked']);
  });

  it('that are not set leave the event to a process that has them, for a week', async () => {
    await bank.restart({ hooks: {} });
    await (await bank.browser('sarah')).exchange();
    await poll({});
    bank.forward(7 * 24 * 3600 - 1);
    await sweep(bank.watched, DEFAULT_LIMITS);
    expect(await bank.rows('select kind from hook_event')).toEqual([{ kind: 'linked' }]);
    bank.forward(1);
    await sweep(bank.watched, DEFAULT_LIMITS);
    expect(await bank.rows('select kind from hook_event')).toEqual([]);
  });

  it('get no event of what was rolled back', async () => {
    await bank.restart({ hooks: {} });
    bank.crashBefore(/set answer_status/, new DatabaseUnavailable(new Error('away')));
    expect((await (await bank.browser('sarah')).exchange()).status).toBe(503);
    expect(await bank.rows('select kind from hook_event')).toEqual([]);
  });

  it('get events by the process’s own poll', async () => {
    await bank.restart({ hooks: {} });
    await (await bank.browser('sarah')).exchange();
    const { hooks, got } = recording();
    await bank.restart({ hooks });
    await expect.poll(() => got.map(([kind]) => kind), { timeout: 10_000 }).toEqual(['linked']);
  });
});
