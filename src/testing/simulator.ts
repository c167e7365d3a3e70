/** An e-mail in the simulator's outbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Where "Log in and get your code" leads. */
  link: string;
}

/** A simulator that runs: what `npx wise-simulator` has started. */
export class Simulator {
  readonly #url: string;

  /** Where it runs; `http://127.0.0.1:4200` by default. */
  constructor(url = 'http://127.0.0.1:4200') {
    this.#url = url;
  }

  /** A Wise that nobody has used yet. Its codes, tokens and ids begin again from the seed, if there is one. */
  async reset(seed?: string): Promise<void> {
    await this.#asked('reset', { seed });
  }

  /** Makes it behave otherwise: `{ unavailable: true }`. Its overview page has all switches. */
  async switch(switches: Record<string, string | number | boolean>): Promise<void> {
    await this.#asked('switches', switches);
  }

  /** Moves its clock forward, by which codes and tokens expire. */
  async advance(seconds: number): Promise<void> {
    await this.#asked('clock', { advanceSeconds: seconds });
  }

  /** The e-mails that it has sent, newest first. */
  async mails(): Promise<Mail[]> {
    return (await this.#asked('outbox')) as Mail[];
  }

  async #asked(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#url}/simulator/${path}`, body && { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The simulator refuses: ${await answer.text()}`);
    return answer.json();
  }
}
