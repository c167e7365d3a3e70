import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { createWise } from '../../src/simulator/app.js';
import type { Customer } from '../../src/simulator/customer.js';

/** The Wise simulator with a record of its calls, of the token calls for each code, and of the issued tokens. */
export class WatchedWise {
  readonly #wise: ReturnType<typeof createWise>;
  readonly #calls: { code: string; isGranted: boolean }[] = [];
  readonly #tokens = new Set<string>();
  #server: ServerType | undefined;
  readonly #paths: string[] = [];
  #beforeAnswer: { path: string; work: () => Promise<void> } | undefined;
  url = '';

  /** Without `customers`, the simulator's test customers. */
  constructor(partnerOrigin: string, customers?: () => Customer[]) {
    this.#wise = createWise({ partnerOrigin, ...(customers && { customers }) });
  }

  /** Listens on a free port. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server = serve({ fetch: (request) => this.#fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        this.url = `http://127.0.0.1:${port}`;
        resolve();
      });
    });
  }

  /** How often a code was sent, and how often it was exchanged. */
  callsOf(code: string): { calls: number; granted: number } {
    const calls = this.#calls.filter((call) => call.code === code);
    return { calls: calls.length, granted: calls.filter(({ isGranted }) => isGranted).length };
  }

  /** How often a path was called. */
  countOf(path: string): number {
    return this.#paths.filter((one) => one === path).length;
  }

  /** All issued tokens. */
  get tokens(): readonly string[] {
    return [...this.#tokens];
  }

  /** Runs `work` after the next request to a path was processed and before its response is sent. */
  beforeNextAnswer(work: () => Promise<void>, path = '/oauth/token'): void {
    this.#beforeAnswer = { path, work };
  }

  /** Advances Wise's clock. */
  async advance(advanceSeconds: number): Promise<void> {
    await this.#wise.request('/simulator/clock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advanceSeconds }) });
  }

  /** Stops the server and closes all connections. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  }

  async #fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    this.#paths.push(pathname);
    const response = await (pathname === '/oauth/token' ? this.#token(request) : this.#wise.fetch(request));
    if (this.#beforeAnswer?.path !== pathname) return response;
    const { work } = this.#beforeAnswer;
    this.#beforeAnswer = undefined;
    await work();
    return response;
  }

  async #token(request: Request): Promise<Response> {
    const text = await request.text();
    const response = await this.#wise.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body: text }));
    const body: unknown = await response.clone().json().catch(() => null);
    for (const [name, value] of Object.entries(body ?? {})) {
      if (['access_token', 'refresh_token'].includes(name)) this.#tokens.add(String(value));
    }
    const code = new URLSearchParams(text).get('code');
    if (code !== null) this.#calls.push({ code, isGranted: response.status === 200 });
    return response;
  }
}
