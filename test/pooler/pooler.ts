import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A running PgBouncer. */
export interface Pooler {
  /** The address, without a database: `postgres://bank:bank@127.0.0.1:6432`. */
  url: string;
  stop(): Promise<void>;
}

// As a cautious operator sets it: each transaction may get another connection, in turn, and an unknown start parameter is refused.
const settings = (port: number, postgresPort: number): string => `
[databases]
* = host=127.0.0.1 port=${postgresPort} user=bank password=bank
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 6
max_client_conn = 500
server_round_robin = 1
server_idle_timeout = 5
`;

/** Starts PgBouncer in transaction mode on a free port. As root it runs as `nobody`, because it refuses to run as root. */
export async function startPooler(postgresPort: number): Promise<Pooler> {
  const { PGBOUNCER = 'pgbouncer' } = process.env;
  const folder = await mkdtemp(join(tmpdir(), 'wise-link-pooler-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, settings(port, postgresPort));
  const child = spawn(PGBOUNCER, ['-q', ...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([isListening(port), ended.then(() => Promise.reject(new Error('PgBouncer has ended.')))]);
  return {
    url: `postgres://bank:bank@127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isListening(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } catch {
    await delay(50);
    await isListening(port);
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
