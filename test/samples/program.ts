import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';

/** The environment without this repository's programs, and without what its test tools set. */
export function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _, PATH = '', ...rest } = process.env;
  const programs = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...rest, PATH: programs.join(delimiter), NEXT_TELEMETRY_DISABLED: '1', ...more };
}

/** A server that a command starts, with all processes that the command starts. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';

  constructor(command: string, cwd: string, more: Record<string, string> = {}) {
    this.#child = spawn(command, { cwd, env: environment(more), shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk) => (this.#output += String(chunk)));
    this.#ended = once(this.#child, 'close');
  }

  /** What it has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it answers at the URL. Throws if it ended. */
  async answers(url: string): Promise<void> {
    const deadline = Date.now() + 180_000;
    while (!(await fetch(url, { redirect: 'manual' }).catch(() => undefined))) {
      if (this.#child.exitCode !== null || Date.now() > deadline) throw new Error(`Nothing answers at ${url}\n${this.#output}`);
      await new Promise((next) => setTimeout(next, 100));
    }
  }

  async stop(): Promise<void> {
    const { pid, exitCode } = this.#child;
    if (pid !== undefined && exitCode === null) process.kill(-pid);
    await this.#ended;
  }
}
