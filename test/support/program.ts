import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { environment } from './environment.js';

/** A server that a partner's command line starts, with all processes that it starts. */
export class Program {
  readonly #line: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';

  constructor(line: string, cwd: string, more: Record<string, string> = {}) {
    this.#line = line;
    // A process group, because the shell and npm start the server as a child.
    this.#child = spawn(line, { cwd, env: environment(more), shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk) => (this.#output += String(chunk)));
    this.#ended = once(this.#child, 'close');
  }

  /** What it has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it answers at the URL, with a status below 500. Throws its output if it ended. */
  async answers(url: string): Promise<void> {
    const deadline = Date.now() + 180_000;
    // The URL is asked last: a server of an earlier run may answer at the same address.
    do {
      await wait(100);
      if (this.#child.exitCode !== null || Date.now() > deadline) throw new Error(`${this.#line}: no server answers at ${url}\n${this.#output}`);
    } while (!(await fetch(url, { redirect: 'manual' }).then(({ status }) => status < 500, () => false)));
  }

  /** Waits until it ends. Its exit code. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  async stop(): Promise<void> {
    const { pid, exitCode } = this.#child;
    if (pid !== undefined && exitCode === null) process.kill(-pid);
    await this.#ended;
  }
}
