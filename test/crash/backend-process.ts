import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Moment } from './moment.js';
import type { Order } from './order.js';

/** The options of the process. */
export interface BackendOptions {
  script: string;
  database: string;
  wiseUrl: string;
  origin: string;
  key: string;
  /** Further settings of the process. */
  settings?: Readonly<Record<string, string>>;
}

/** The result of an order. */
interface Answer {
  done?: unknown;
  failed?: string;
}

/** A backend as a child process, on a database that survives it. */
export class BackendProcess {
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (answer: Answer) => void>();
  readonly #ended: Promise<unknown>;
  #orders = 0;
  #url = '';
  #output = '';

  private constructor({ script, database, wiseUrl, origin, key, settings }: BackendOptions) {
    const env = { ...process.env, ...settings, DATABASE: database, WISE_URL: wiseUrl, ORIGIN: origin, KEY: key };
    this.#child = fork(script, { env, silent: true, execArgv: [] });
    // 'close' comes after all output.
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

  /** Starts a backend. Resolves when it listens. */
  static async start(options: BackendOptions): Promise<BackendProcess> {
    const backend = new BackendProcess(options);
    backend.#url = `http://127.0.0.1:${Number(await backend.#answer(0))}`;
    return backend;
  }

  get url(): string {
    return this.#url;
  }

  /** Everything that it wrote to stdout and stderr. */
  get output(): string {
    return this.#output;
  }

  /** Makes the process kill itself at a moment. */
  async crashAt(crash: Moment): Promise<void> {
    await this.#order({ crash });
  }

  /** Sets how many seconds the backend's clock is ahead. */
  async setClock(offsetSeconds: number): Promise<void> {
    await this.#order({ offsetSeconds });
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.#order({ sql })) as Record<string, unknown>[];
  }

  async accessToken(customer: string): Promise<string> {
    return String(await this.#order({ customer }));
  }

  /** Sends a request to the internal API of the service. */
  async inside(method: string, path: string, body?: string): Promise<{ status: number; text: string }> {
    return (await this.#order({ inside: { method, path, ...(body !== undefined && { body }) } })) as { status: number; text: string };
  }

  async fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(this.#url + path, init);
  }

  /** Kills the process from outside, like `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Waits for the end of the process. Returns whether it was killed. */
  async wasKilled(): Promise<boolean> {
    await this.#ended;
    return this.#child.signalCode === 'SIGKILL';
  }

  async stop(): Promise<void> {
    // Not with disconnect(), after which Node never emits "close".
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
