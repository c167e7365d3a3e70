import { once } from 'node:events';
import { fork } from 'node:child_process';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in a process of its own. */
export interface Child {
  url: string;
  /** The processor time that the process has used, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a program, and waits until it listens. */
export async function start(file: string, env: Record<string, string>): Promise<Child> {
  const child = fork(file, { execArgv: [], env: { ...process.env, NODE_ENV: 'production', ...env } });
  const early = once(child, 'exit').then(() => Promise.reject(new Error(`${file} has ended.`)));
  early.catch(() => {});
  const [{ port }] = (await Promise.race([once(child, 'message'), early])) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    async cpuMs() {
      const answered = once(child, 'message');
      child.send('cpu');
      const [{ cpuMs }] = (await answered) as [{ cpuMs: number }];
      return cpuMs;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** In the child: listens on a free port, and answers the questions of the parent. */
export function ready(server: Server): void {
  // Longer than a measurement, so that no connection closes during one.
  server.keepAliveTimeout = 300_000;
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  });
  process.once('disconnect', () => process.exit());
}
