import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * The shell waits for its input to close, and then ends its group. The input closes when the tests end, in whichever
 * way, so that no virtual screen, browser or server is left behind.
 */
const TETHER = '"$@" & read -r _; trap "" TERM; kill 0; wait';

/** A program that runs beside the tests, in a group of its own with all that it starts. */
export class Companion {
  readonly #shell: ChildProcess;

  constructor([command, ...args]: [string, ...string[]], { env = {}, isHeard = false }: { env?: object; isHeard?: boolean } = {}) {
    this.#shell = spawn('sh', ['-c', TETHER, 'sh', command, ...args], {
      stdio: ['pipe', 'ignore', isHeard ? 'inherit' : 'ignore', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    });
  }

  /** The first line that it writes to its file descriptor 3. */
  async says(): Promise<string> {
    const channel = this.#shell.stdio[3];
    if (!channel) throw new Error('A program without a third descriptor');
    const [line] = await once(channel, 'data', { signal: AbortSignal.timeout(15_000) });
    return String(line).trim();
  }

  /** Ends it and all that it has started. What does not end by itself is killed. */
  async stop(): Promise<void> {
    const { exitCode, signalCode, stdin, pid } = this.#shell;
    if (exitCode !== null || signalCode !== null || !pid) return;
    const ended = once(this.#shell, 'exit');
    const killing = setTimeout(() => process.kill(-pid, 'SIGKILL'), 5_000);
    stdin?.end();
    await ended;
    clearTimeout(killing);
  }
}
