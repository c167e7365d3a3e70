import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/server/index.js';
import { lockFolder } from '../../src/server/folder-lock.js';
import { pglite } from '../../src/server/pglite.js';
import { openInMemory } from '../../src/server/pglite-memory.js';
import { allowForSlowDatabase } from './bank.js';

allowForSlowDatabase();

let folder: string;
const opened: Database[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wise-link-'));
});
afterEach(async () => {
  const ended = children.splice(0).map(async (child) => {
    const exit = once(child, 'exit');
    if (child.connected) child.disconnect();
    if (child.exitCode === null && child.signalCode === null) await exit;
  });
  await Promise.all([...ended, ...opened.splice(0).map((database) => database.close())]);
  await rm(folder, { recursive: true });
});

async function open(file: string): Promise<Database> {
  const database = await openInMemory(file);
  opened.push(database);
  return database;
}

const tables = async (database: Database): Promise<unknown[]> =>
  (await database.query("select tablename from pg_tables where schemaname = 'public'")).rows;

it('the first database is cached while it is empty, replaces a broken cache file, and shares no data with later ones', async () => {
  const file = join(folder, 'empty.tar');
  await writeFile(file, 'broken');
  const first = await open(file);
  await first.exec('create table secrets ()');
  const second = await open(file);
  expect([await tables(first), await tables(second)]).toEqual([[{ tablename: 'secrets' }], []]);
  expect(await readdir(folder)).toEqual(['empty.tar']);
  expect((await stat(file)).size).toBeGreaterThan(1_000_000);
});

it('a database opens without a cache in a bundle whose tool replaced `resolve` by the number of a module', async () => {
  vi.resetModules();
  vi.doMock('node:module', () => ({ createRequire: () => ({ resolve: () => 16_876 }) }));
  try {
    const bundled: { openInMemory(): Promise<Database> } = await import('../../src/server/pglite-memory.js');
    const database = await bundled.openInMemory();
    opened.push(database);
    expect(await tables(database)).toEqual([]);
  } finally {
    vi.doUnmock('node:module');
    vi.resetModules();
  }
});

describe('a folder', () => {
  /** Opens the folder in another process. Returns what that process says. */
  async function inAnotherProcess(): Promise<{ child: ChildProcess; said: unknown }> {
    const script = new URL('./lock-process.ts', import.meta.url);
    const child = fork(script, { execArgv: ['--import', 'tsx'], env: { ...process.env, FOLDER: join(folder, 'data') } });
    children.push(child);
    const [said] = await once(child, 'message');
    return { child, said };
  }

  const refused = { refused: expect.stringContaining(`Another process uses the folder`) };

  it('keeps its data, and lets the next process in after it is closed', async () => {
    const database = await pglite({ folder: join(folder, 'data') });
    await database.exec('create table box (item text)');
    expect((await inAnotherProcess()).said).toEqual(refused);
    await expect(pglite({ folder: join(folder, 'data') })).rejects.toThrow('Another process uses the folder');
    await database.close();
    expect((await inAnotherProcess()).said).toEqual({ opened: true });
    expect((await inAnotherProcess()).said).toEqual(refused);
  });

  it('of a process that was killed can be opened at once, with its acknowledged rows', async () => {
    const { child } = await inAnotherProcess();
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const database = await pglite({ folder: join(folder, 'data') });
    opened.push(database);
    expect((await database.query('select item from box')).rows).toEqual([{ item: 'kept' }]);
  });

  it.each([['is not locked', false], ['has an abandoned lock', true]])('that %s, and that two processes open at the same time, is open in one', async (_, isLocked) => {
    if (isLocked) {
      await writeFile(join(folder, 'data.lock'), JSON.stringify({ host: 'elsewhere', pid: 1 }));
      await utimes(join(folder, 'data.lock'), new Date(0), new Date(0));
    }
    const both = await Promise.all([inAnotherProcess(), inAnotherProcess()]);
    expect(both.filter(({ said }) => 'opened' in (said as object))).toHaveLength(1);
    expect((await readdir(folder)).toSorted()).toEqual(['data', 'data.lock']);
  });
});

describe('the lock of a folder', () => {
  const file = (): string => join(folder, 'data.lock');
  const lock = async (): Promise<string> =>
    lockFolder(join(folder, 'data')).then(
      async (taken) => {
        await taken.release();
        return 'taken';
      },
      (error: unknown) => String(error),
    );

  it.each([
    ['a process of this host that has ended', { host: hostname(), pid: 2 ** 30 }, 0, 'taken'],
    ['an earlier process with the number of this one', { host: hostname(), pid: process.pid }, 0, 'taken'],
    ['a process of this host that lives', { host: hostname(), pid: process.ppid }, 3600, 'Another process'],
    ['a process of another host that was alive a moment ago', { host: 'elsewhere', pid: 1 }, 0, 'Another process'],
    ['a process of another host that has not been alive for a minute', { host: 'elsewhere', pid: 1 }, 60, 'taken'],
  ])('of %s', async (_, owner, secondsAgo, result) => {
    await writeFile(file(), JSON.stringify(owner));
    const then = new Date(Date.now() - secondsAgo * 1000);
    await utimes(file(), then, then);
    expect(await lock()).toContain(result);
    expect(await readdir(folder)).toEqual(result === 'taken' ? [] : ['data.lock']);
  });

  it('that is broken is refused while it is new, and taken when it is old', async () => {
    await writeFile(file(), 'broken');
    expect(await lock()).toContain('Another process');
    await utimes(file(), new Date(0), new Date(0));
    expect(await lock()).toBe('taken');
  });
});
