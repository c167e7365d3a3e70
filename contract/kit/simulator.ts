import { consent } from './consent.js';
import type { Consent } from './consent.js';
import { HttpClient } from './http-client.js';
import type { Init, Reply } from './http-client.js';
import { NoAnswer } from './no-answer.js';
import { SetupError } from './setup-error.js';

/** The client of the Wise simulator: gets codes, reads the counters and sets the switches. */
export class Simulator {
  readonly #url: URL;
  readonly #clientId: string;
  readonly #http = new HttpClient();

  constructor(url: URL, clientId: string) {
    this.#url = url;
    this.#clientId = clientId;
  }

  /** Gives access as a customer and gets the code from the redirect. */
  async codeByRedirect(email: string, redirectUri: string, state: string): Promise<Consent> {
    return consent(this.#send, this.#authorizeUrl({ redirect_uri: redirectUri, state }), email);
  }

  /** Gives access as a customer and gets the code from the page. */
  async codeToType(email: string): Promise<string> {
    return (await consent(this.#send, this.#authorizeUrl({ forwardingMode: 'showCode' }), email)).code;
  }

  /** How often the token endpoint was called with a code, valid or not. */
  async tokenCalls(): Promise<number> {
    const { token } = await this.#counters();
    const calls = typeof token === 'object' && token !== null && 'authorization_code' in token ? token.authorization_code : undefined;
    return Number(calls);
  }

  /** How many emails Wise sent. */
  async emails(): Promise<number> {
    return Number((await this.#counters()).emails);
  }

  /** Delays every response after the work is done. 0 ends the delay. */
  async holdAnswers(milliseconds: number): Promise<void> {
    await this.#control('switches', { latencyMs: milliseconds });
  }

  /** Whether profiles have values that Wise's documentation does not have. */
  async answerNewValues(newValues: boolean): Promise<void> {
    await this.#control('switches', { newValues });
  }

  /** Advances only the simulator's clock. */
  async passTime(seconds: number): Promise<void> {
    await this.#control('clock', { advanceSeconds: seconds });
  }

  async #counters(): Promise<{ token?: unknown; emails?: unknown }> {
    const counters = await this.#control('counters');
    return typeof counters === 'object' && counters !== null ? counters : {};
  }

  async #control(path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const { status, text } = await this.#send(new URL(`/simulator/${path}`, this.#url), init);
    if (status >= 300) throw new SetupError(`The Wise simulator answered ${status} to /simulator/${path}.`);
    try {
      return JSON.parse(text);
    } catch {
      throw new SetupError(`At ${this.#url.href} is no Wise simulator: /simulator/${path} is not JSON.`);
    }
  }

  readonly #send = async (url: URL, init?: Init): Promise<Reply> => {
    try {
      return await this.#http.send(url, init);
    } catch (error) {
      throw error instanceof NoAnswer ? new SetupError(`The Wise simulator at ${this.#url.href} cannot be reached: ${error.message}.`, { cause: error }) : error;
    }
  };

  #authorizeUrl(parameters: Record<string, string>): URL {
    const url = new URL('/oauth/authorize/', this.#url);
    url.search = String(new URLSearchParams({ client_id: this.#clientId, ...parameters }));
    return url;
  }
}
