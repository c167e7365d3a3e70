import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** The partner that a program is. */
export interface Partner {
  readonly wise: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly port: number;
}

/** The program's file, and what runs it. */
export interface Command {
  readonly interpreter: string;
  readonly folder: string;
  readonly file: string;
}

/** A free port on loopback. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A program with one OAuth library, in a folder where the library is installed. */
export class Program {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor({ interpreter, folder, file }: Command, { wise, clientId, clientSecret, port }: Partner, isAdvised: boolean) {
    this.url = `http://localhost:${port}`;
    const env = { ...process.env, WISE: wise, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, PORT: String(port), ADVISED: isAdvised ? '1' : '0' };
    this.#child = spawn(interpreter, [file], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#ended = once(this.#child, 'exit');
  }

  /** Waits until it listens. Throws if it ended. */
  async listens(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!(await fetch(this.url).catch(() => undefined))) {
      if (this.#child.exitCode !== null || Date.now() > deadline) throw new Error(`No program answers at ${this.url}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#ended;
  }
}
