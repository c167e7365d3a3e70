import { serve } from '@hono/node-server';
import { callbackPage } from '../../src/callback/page-plugin.js';
import { openBank } from '../../demo/bank/bank.js';
import type { Bank, BankOptions } from '../../demo/bank/bank.js';
import type { Database, Limits } from '../../src/server/index.js';
import { startWise } from '../../src/simulator/server.js';
import type { RunningWise } from '../../src/simulator/server.js';
import { readOptions } from '../../contract/kit/options.js';
import { runKit } from '../../contract/kit/run.js';
import type { Finding } from '../../contract/kit/finding.js';
import { migrate } from '../../src/server/migrate.js';
import { TestClock } from '../server/clock.js';
import type { Defect } from './broken.js';

const TABLES = 'demo_session, attempt, exchange_request, used_code, refusal, wise_link, email_request, hook_event';
const KEY = { id: 'test-1', secret: Buffer.alloc(32, 7).toString('base64') };

const logIn = (customer: string): string => JSON.stringify({ customer, password: 'bank' });

/** The secrets of the kit for one customer, and for both. */
export const ONE = { WISE_CONTRACT_LOGIN: logIn('sarah') };
export const BOTH = { ...ONE, WISE_CONTRACT_OTHER_LOGIN: logIn('omar') };

/** The Wise simulator, and the bank with its backend and redirect page, on loopback. */
export class Stage {
  /** The defect of the bank's backend. */
  defect: Defect | undefined;
  readonly #openDatabase: () => Promise<Database>;
  readonly #limits: Partial<Limits>;
  #database: Database | undefined;
  #clock: TestClock | undefined;
  #offset = 0;
  #wise: RunningWise | undefined;
  #bank: Bank | undefined;
  #origin = '';
  #end: () => Promise<void> = async () => {};

  /** B8 waits twice for `wiseTimeoutMs`, and on a busy machine a short one is too short for a normal call. */
  constructor(openDatabase: () => Promise<Database>, wiseTimeoutMs: number) {
    this.#limits = { wiseTimeoutMs };
    this.#openDatabase = openDatabase;
  }

  /** Starts the servers. */
  async open(): Promise<void> {
    const database = await this.#openDatabase();
    await migrate(database);
    this.#clock = new TestClock(database);
    await this.#clock.install();
    this.#database = this.#clock.before(database);
    this.#origin = await this.#listen();
    this.#wise = await startWise({ port: 0, partnerOrigin: this.#origin });
    await this.#openBank();
  }

  /** Resets the bank and the simulator, and removes the defect. */
  async clear(): Promise<void> {
    this.defect = undefined;
    this.#forward(-this.#offset);
    await this.#database?.exec(`truncate ${TABLES}`);
    await fetch(`${this.#wise?.url}/simulator/reset`, { method: 'POST' });
  }

  /** The kit's command line for this bank, without the optional endpoints. */
  args(...more: string[]): string[] {
    return [`${this.#origin}/api/wise/exchange`, '--wise', `${this.#wise?.url}`, '--login', '/api/session', ...more];
  }

  /** The kit's command line with all endpoints. */
  allArgs(): string[] {
    const urls = ['start', 'email', 'status'].flatMap((name) => [`--${name}-url`, `/api/wise/${name}`]);
    return this.args(...urls, '--callback-url', '/wise-callback.html');
  }

  /** Restarts the backend as one of a bank without a start endpoint. */
  async withoutStart(): Promise<void> {
    await this.#bank?.wiseLink.close();
    await this.#openBank({ requireStart: false });
  }

  /** Runs the kit with the secrets in `env`. Advances the bank's clock instead of waiting. */
  async run(args: string[], env: NodeJS.ProcessEnv = BOTH): Promise<Finding[]> {
    const options = readOptions([...args, '--longest-wait', '3600'], env);
    if (options === 'help') throw new Error('The kit was asked for help.');
    return runKit(options, async (seconds) => this.#forward(seconds));
  }

  async close(): Promise<void> {
    await this.#end();
    await this.#bank?.wiseLink.close();
    await this.#wise?.close();
    await this.#database?.close();
  }

  async #openBank(options: Partial<BankOptions> = {}): Promise<void> {
    if (this.#wise === undefined || this.#database === undefined) throw new Error('The bank is not open yet.');
    const { url } = this.#wise;
    this.#bank = await openBank({
      origin: this.#origin,
      wise: { environment: 'sandbox', apiUrl: url, authorizeUrl: `${url}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
      redirectUris: [`${this.#origin}/wise-callback.html`],
      database: this.#database,
      keys: [KEY],
      clock: () => new Date(Date.now() + this.#offset * 1000),
      limits: this.#limits,
      ...options,
    });
  }

  #forward(seconds: number): void {
    this.#offset += seconds;
    this.#clock?.run(this.#offset);
  }

  #listen(): Promise<string> {
    return new Promise((resolve) => {
      const server = serve({ fetch: (request) => this.#fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        this.#end = () => new Promise((done) => {
          server.close(() => done());
          // The kit keeps its connections open, and close() would wait for them.
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  #fetch(request: Request): Promise<Response> {
    const next = (wanted: Request): Promise<Response> => this.#serve(wanted);
    return this.defect === undefined ? next(request) : this.defect(request, next, this.#wise?.url ?? '');
  }

  async #serve(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === '/wise-callback.html') return redirectPage();
    if (this.#bank === undefined) throw new Error('The bank is not open yet.');
    return this.#bank.fetch(request);
  }
}

function redirectPage(): Response {
  const { html, contentSecurityPolicy } = callbackPage('document.title = "back";');
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
