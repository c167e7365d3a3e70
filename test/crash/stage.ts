import { allSecrets } from '../demo/all-secrets.js';
import { BackendProcess } from './backend-process.js';
import { Page } from './page.js';
import type { ElementRequest, PageAnswer } from './page.js';
import { WatchedWise } from './watched-wise.js';

const ORIGIN = 'https://bank.example';
const KEY = Buffer.alloc(32, 'wise-link').toString('base64');
const TABLES = 'demo_session, attempt, exchange_request, used_code, refusal, wise_link, email_request, hook_event';
const SEALED = `select sealed_tokens from attempt where sealed_tokens is not null
  union all select sealed_tokens from wise_link where sealed_tokens is not null`;

/** Wise and a database that survive, and a backend that is killed and restarted. */
export class Stage {
  readonly wise = new WatchedWise(ORIGIN);
  readonly #script: string;
  readonly #database: string;
  readonly #settings: Readonly<Record<string, string>>;
  #backend: BackendProcess | undefined;
  /** The output of earlier backends, and how much of the current backend's output belongs to earlier rows. */
  #output = '';
  #seenLength = 0;
  #clockOffset = 0;

  /** `settings` are further environment variables of the backend. */
  constructor(script: string, database: string, settings: Readonly<Record<string, string>> = {}) {
    this.#script = script;
    this.#database = database;
    this.#settings = settings;
  }

  get backend(): BackendProcess {
    if (this.#backend === undefined) throw new Error('No backend was started.');
    return this.#backend;
  }

  /** Starts Wise and the first backend. */
  async open(): Promise<void> {
    await this.wise.start();
    await this.start();
  }

  /** Starts a backend on the same database, with the clock of the one before. */
  async start(): Promise<void> {
    this.#output += this.#backend?.output.slice(this.#seenLength) ?? '';
    this.#seenLength = 0;
    const { url: wiseUrl } = this.wise;
    this.#backend = await BackendProcess.start({ script: this.#script, database: this.#database, wiseUrl, origin: ORIGIN, key: KEY, settings: this.#settings });
    await this.forward(0);
  }

  /** Empties the database and discards the output. */
  async clear(): Promise<void> {
    await this.backend.rows(`truncate ${TABLES}`);
    this.#output = '';
    this.#seenLength = this.backend.output.length;
  }

  /** A page without a session. */
  openPage(): Page {
    return new Page(ORIGIN, this.wise.url);
  }

  /** Advances the clocks of the backend and of Wise. */
  async forward(seconds: number): Promise<void> {
    this.#clockOffset += seconds;
    await this.wise.advance(seconds);
    await this.backend.setClock(this.#clockOffset);
  }

  /** Repeats a request until the answer is final, as the element does. Advances the clocks instead of waiting. */
  async untilFinal(page: Page, request: ElementRequest, waited = 0): Promise<PageAnswer & { waited: number }> {
    const answer = await page.send(this.backend, request);
    if (answer.retryAfter === null || waited > 120) return { ...answer, waited };
    await this.forward(answer.retryAfter);
    return this.untilFinal(page, request, waited + answer.retryAfter);
  }

  /** The number of tokens in the database. */
  async keptTokens(): Promise<number> {
    return (await this.backend.rows(SEALED)).length;
  }

  /** Whether the backend's access token for Sarah gets Sarah's profile from Wise. */
  async tokenWorks(): Promise<boolean> {
    const token = await this.backend.accessToken('sarah').catch(() => '');
    const response = await fetch(`${this.wise.url}/v2/profiles`, { headers: { Authorization: `Bearer ${token}` } });
    return response.ok && (await response.text()).includes('1985-05-20');
  }

  /** The names of secrets in the output since the last `clear`. */
  leaks(page: Page): string[] {
    const canaries = allSecrets(KEY);
    for (const [name, value] of page.secrets) canaries.add(name, value);
    for (const token of this.wise.tokens) canaries.add('token', token);
    return canaries.foundIn(this.output);
  }

  /** The output since the last `clear`. */
  get output(): string {
    return this.#output + this.backend.output.slice(this.#seenLength);
  }

  /** The lines of the log that report a fault of the backend, since the last `clear`. */
  errors(): string[] {
    return this.output.split('\n').filter((line) => line !== '' && (!line.startsWith('{') || line.includes('"internal_error"')));
  }

  async close(): Promise<void> {
    await this.#backend?.stop();
    await this.wise.close();
  }
}
