import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Moment } from './moment.js';
import type { Order } from './order.js';

/** What the process is started with. */
export interface BackendOptions {
  script: string;
  database: string;
  wiseUrl: string;
  origin: string;
  key: string;
}

/** What came of an order. */
interface Answer {
  done?: unknown;
  failed?: string;
}

/** A backend as a process of its own, on a database that outlives it. */
export class BackendProcess {
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (answer: Answer) => void>();
  readonly #ended: Promise<unknown>;
  #orders = 0;
  #url = '';
  #output = '';

  private constructor({ script, database, wiseUrl, origin, key }: BackendOptions) {
    const env = { ...process.env, DATABASE: database, WISE_URL: wiseUrl, ORIGIN: origin, KEY: key };
    this.#child = fork(script, { env, silent: true, execArgv: [] });
    // 'close' comes after the last of the output.
    this.#ended = once(this.#child, 'close');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += String(chunk);
      });
    }
    this.#child.on('message', ({ id, ...answer }: { id: number }) => {
      this.#answers.get(id)?.(answer);
      this.#answers.delete(id);
    });
  }

  /** Resolves when it listens. */
  static async start(options: BackendOptions): Promise<BackendProcess> {
    const backend = new BackendProcess(options);
    backend.#url = `http://127.0.0.1:${Number(await backend.#answer(0))}`;
    return backend;
  }

  get url(): string {
    return this.#url;
  }

  /** Everything that it wrote to its two outputs. */
  get output(): string {
    return this.#output;
  }

  /** Lets it die at a moment. */
  async dieAt(die: Moment): Promise<void> {
    await this.#order({ die });
  }

  async setClock(ahead: number): Promise<void> {
    await this.#order({ ahead });
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.#order({ sql })) as Record<string, unknown>[];
  }

  async accessToken(customer: string): Promise<string> {
    return String(await this.#order({ customer }));
  }

  async fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(this.#url + path, init);
  }

  /** `kill -9`, from outside. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Resolves when it is gone; says whether it was killed. */
  async wasKilled(): Promise<boolean> {
    await this.#ended;
    return this.#child.signalCode === 'SIGKILL';
  }

  async stop(): Promise<void> {
    // Not by disconnecting: node then never says "close".
    this.#child.kill();
    await this.#ended;
  }

  async #order(order: Order): Promise<unknown> {
    const id = ++this.#orders;
    const answer = this.#answer(id);
    this.#child.send({ id, ...order });
    return answer;
  }

  async #answer(id: number): Promise<unknown> {
    const answer = new Promise<Answer>((resolve) => this.#answers.set(id, resolve));
    const ended = this.#ended.then((): Answer => ({ failed: `The backend ended: ${this.#output}` }));
    const { done, failed } = await Promise.race([answer, ended]);
    if (failed !== undefined) throw new Error(failed);
    return done;
  }
}
