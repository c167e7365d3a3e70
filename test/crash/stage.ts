import { allSecrets } from '../demo/all-secrets.js';
import { BackendProcess } from './backend-process.js';
import { Page } from './page.js';
import type { ElementRequest, Said } from './page.js';
import { WatchedWise } from './watched-wise.js';

const ORIGIN = 'https://bank.example';
const KEY = Buffer.alloc(32, 'wise-link').toString('base64');
const TABLES = 'bank_session, attempt, exchange_request, wise_link, email_request';
const SEALED = `select sealed_tokens from attempt where sealed_tokens is not null
  union all select sealed_tokens from wise_link where sealed_tokens is not null`;

/** A Wise that stays, a database that stays, and a backend that comes and goes. */
export class Stage {
  readonly wise = new WatchedWise(ORIGIN);
  readonly #script: string;
  readonly #database: string;
  #backend: BackendProcess | undefined;
  /** What backends wrote that are gone, and how much of what the present one wrote belongs to an earlier row. */
  #output = '';
  #seen = 0;
  #ahead = 0;

  constructor(script: string, database: string) {
    this.#script = script;
    this.#database = database;
  }

  get backend(): BackendProcess {
    if (this.#backend === undefined) throw new Error('No backend was started.');
    return this.#backend;
  }

  /** Opens Wise, and starts the first backend. */
  async open(): Promise<void> {
    await this.wise.start();
    await this.start();
  }

  /** Starts a backend; after a crash on the same database, and no earlier than the crash was. */
  async start(): Promise<void> {
    this.#output += this.#backend?.output.slice(this.#seen) ?? '';
    this.#seen = 0;
    const { url: wiseUrl } = this.wise;
    this.#backend = await BackendProcess.start({ script: this.#script, database: this.#database, wiseUrl, origin: ORIGIN, key: KEY });
    await this.forward(0);
  }

  /** An empty database, and nobody who has been here before. */
  async clear(): Promise<void> {
    await this.backend.rows(`truncate ${TABLES}`);
    this.#output = '';
    this.#seen = this.backend.output.length;
  }

  /** A page with nobody logged in. */
  openPage(): Page {
    return new Page(ORIGIN, this.wise.url);
  }

  /** Lets time pass for the backend. */
  async forward(seconds: number): Promise<void> {
    this.#ahead += seconds;
    await this.backend.setClock(this.#ahead);
  }

  /** Sends until the answer is final, as the element does; the waits pass on the backend's clock. */
  async untilFinal(page: Page, request: ElementRequest, waited = 0): Promise<Said & { waited: number }> {
    const said = await page.send(this.backend, request);
    if (said.again === null || waited > 120) return { ...said, waited };
    await this.forward(said.again);
    return this.untilFinal(page, request, waited + said.again);
  }

  /** How many tokens the database holds. */
  async keptTokens(): Promise<number> {
    return (await this.backend.rows(SEALED)).length;
  }

  /** Whether the access token that the backend has for Sarah opens her profile at Wise, and no other. */
  async tokenWorks(): Promise<boolean> {
    const token = await this.backend.accessToken('sarah').catch(() => '');
    const response = await fetch(`${this.wise.url}/v2/profiles`, { headers: { Authorization: `Bearer ${token}` } });
    return response.ok && (await response.text()).includes('1985-05-20');
  }

  /** The names of the secrets that its backends have written to their output, since it was cleared. */
  leaks(page: Page): string[] {
    const canaries = allSecrets(KEY);
    for (const [name, value] of page.secrets) canaries.add(name, value);
    for (const token of this.wise.tokens) canaries.add('token', token);
    return canaries.foundIn(this.#output + this.backend.output.slice(this.#seen));
  }

  async close(): Promise<void> {
    await this.#backend?.stop();
    await this.wise.close();
  }
}
