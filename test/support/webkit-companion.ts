import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * The shell waits until its input closes, and then ends its process group. The input closes when the tests end, even if they
 * crash, so that no virtual screen, browser or server stays.
 */
const TETHER = '"$@" & read -r _; trap "" TERM; kill 0; wait';

/** A program that runs beside the tests, in its own process group. */
export class Companion {
  readonly #name: string;
  readonly #shell: ChildProcess;

  constructor([name, ...args]: [string, ...string[]], { env = {}, showsErrors = false }: { env?: object; showsErrors?: boolean } = {}) {
    this.#name = name;
    this.#shell = spawn('sh', ['-c', TETHER, 'sh', name, ...args], {
      stdio: ['pipe', 'ignore', showsErrors ? 'inherit' : 'ignore', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    });
  }

  /** The first output on its file descriptor 3. */
  async firstOutput(): Promise<string> {
    const channel = this.#shell.stdio[3];
    if (!channel) throw new Error('The program has no file descriptor 3');
    try {
      const [text] = await once(channel, 'data', { signal: AbortSignal.timeout(15_000) });
      return String(text).trim();
    } catch (cause) {
      throw new Error(`${this.#name} did not start`, { cause });
    }
  }

  /** Ends its process group, and kills what does not end. */
  async stop(): Promise<void> {
    const { exitCode, signalCode, stdin, pid } = this.#shell;
    if (exitCode !== null || signalCode !== null || !pid) return;
    const ended = once(this.#shell, 'exit');
    const killing = setTimeout(killGroup, 5_000, pid);
    stdin?.end();
    await ended;
    clearTimeout(killing);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The process has already ended.
  }
}
