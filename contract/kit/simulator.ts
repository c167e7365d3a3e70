import { consent } from './consent.js';
import type { Consent } from './consent.js';
import { SetupError } from './setup-error.js';

/** The Wise simulator: gives codes, counts what it is asked, and misbehaves when it is told to. */
export class Simulator {
  readonly #url: URL;
  readonly #clientId: string;

  constructor(url: URL, clientId: string) {
    this.#url = url;
    this.#clientId = clientId;
  }

  /** A customer who gives access and is sent back with a code. */
  async codeByRedirect(email: string, redirectUri: string, state: string): Promise<Consent> {
    return consent(this.#authorizeUrl({ redirect_uri: redirectUri, state }), email);
  }

  /** A customer who gives access and is shown a code. */
  async codeToType(email: string): Promise<string> {
    return (await consent(this.#authorizeUrl({ forwardingMode: 'showCode' }), email)).code;
  }

  /** How often a code was brought to the token endpoint, good or not. */
  async tokenCalls(): Promise<number> {
    const { token } = await this.#counters();
    const calls = typeof token === 'object' && token !== null && 'authorization_code' in token ? token.authorization_code : undefined;
    return Number(calls);
  }

  /** How many e-mails were sent. */
  async emails(): Promise<number> {
    return Number((await this.#counters()).emails);
  }

  /** Holds every answer back, after the work is done; 0 for an end of it. */
  async holdAnswers(milliseconds: number): Promise<void> {
    await this.#control('switches', { latencyMs: milliseconds });
  }

  /** Lets time pass at Wise, and nowhere else. */
  async passTime(seconds: number): Promise<void> {
    await this.#control('clock', { advanceSeconds: seconds });
  }

  async #counters(): Promise<{ token?: unknown; emails?: unknown }> {
    const counters = await this.#control('counters');
    return typeof counters === 'object' && counters !== null ? counters : {};
  }

  async #control(path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(new URL(`/simulator/${path}`, this.#url), init);
    if (!response.ok) throw new SetupError(`The Wise simulator answered ${response.status} to /simulator/${path}.`);
    return response.json();
  }

  #authorizeUrl(parameters: Record<string, string>): URL {
    const url = new URL('/oauth/authorize/', this.#url);
    url.search = String(new URLSearchParams({ client_id: this.#clientId, ...parameters }));
    return url;
  }
}
