import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The Wise simulator as a child process, as `npm run wise` starts it. */
export class SimulatorProcess {
  readonly #child;
  readonly #ended;
  #output = '';

  /** `preload`: a module that is loaded before the simulator. */
  constructor(partnerOrigin: string, preload?: string) {
    const main = fileURLToPath(new URL('../../src/simulator/main.ts', import.meta.url));
    const env = { ...process.env, WISE_PORT: '0', PARTNER_ORIGIN: partnerOrigin };
    const execArgv = ['tsx', ...(preload === undefined ? [] : [preload])].flatMap((module) => ['--import', module]);
    this.#child = fork(main, { env, execArgv, silent: true });
    this.#ended = once(this.#child, 'close');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += String(chunk);
      });
    }
  }

  /** Everything that it wrote to stdout and stderr. */
  get output(): string {
    return this.#output;
  }

  /** Its URL, once it listens. */
  async url(): Promise<string> {
    const printed = /^Wise simulator: (\S+)$/m.exec(this.#output)?.[1];
    if (printed !== undefined) return printed;
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('The process has no stdout.');
    await Promise.race([once(stdout, 'data'), this.#ended.then(() => Promise.reject(new Error(this.#output)))]);
    return this.url();
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#ended;
  }
}
