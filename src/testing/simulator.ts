/** An email in the simulator's outbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The URL of "Log in and get your code". */
  link: string;
}

/** Controls a running simulator, started by `npx wise-simulator`. */
export class Simulator {
  readonly #url: string;

  /** The URL of the simulator. `http://127.0.0.1:4200` by default. */
  constructor(url = 'http://127.0.0.1:4200') {
    this.#url = url;
  }

  /** Deletes all data. With a seed, codes, tokens and ids start again from it. */
  async reset(seed?: string): Promise<void> {
    await this.#call('reset', { seed });
  }

  /** Changes its behavior, as with `{ unavailable: true }`. Its overview page lists all switches. */
  async switch(switches: Record<string, string | number | boolean>): Promise<void> {
    await this.#call('switches', switches);
  }

  /** Moves its clock forward, so that codes and tokens expire. */
  async advance(seconds: number): Promise<void> {
    await this.#call('clock', { advanceSeconds: seconds });
  }

  /** The sent emails, newest first. */
  async mails(): Promise<Mail[]> {
    return (await this.#call('outbox')) as Mail[];
  }

  async #call(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#url}/simulator/${path}`, body && { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The simulator refused the call: ${await response.text()}`);
    return response.json();
  }
}
