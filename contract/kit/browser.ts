import { readAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { Failure } from './finding.js';

// The element gives up after 15 s; a backend under test may be a little slower.
const LONGEST_MS = 20_000;

/** What a call has of its own; a header that is null is left out. */
export interface Call {
  method?: string;
  body?: string;
  headers?: Readonly<Record<string, string | null>>;
}

/** The bank's page in the browser of a customer who is logged in: it sends what a browser sends for the element. */
export class Browser {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #heard: (answer: Answer) => void;

  /** `heard` is told of every answer. */
  constructor(origin: string, cookie: string, extra: Readonly<Record<string, string>>, heard: (answer: Answer) => void) {
    this.#heard = heard;
    this.#headers = {
      ...extra,
      Cookie: cookie,
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      Accept: 'application/json, application/problem+json',
      'X-Wise-Link': '1',
    };
  }

  /** Sends a request as it is described. */
  async send(url: URL, { method = 'POST', body, headers = {} }: Call = {}): Promise<Answer> {
    const all = {
      ...this.#headers,
      'X-Correlation-Id': crypto.randomUUID(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const sent = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
    const signal = AbortSignal.timeout(LONGEST_MS);
    try {
      // The element follows no redirect, because one could carry the code to another origin.
      const response = await fetch(url, { method, body: body ?? null, headers: sent, redirect: 'manual', signal });
      const answer = await readAnswer(response);
      this.#heard(answer);
      return answer;
    } catch (cause) {
      throw new Failure(`${method} ${url.pathname} got no answer within ${LONGEST_MS / 1000} s, or a broken one`, { cause });
    }
  }

  /** POSTs JSON, with the idempotency key if there is one. */
  async post(url: URL, body: unknown, key?: string, headers: Call['headers'] = {}): Promise<Answer> {
    return this.send(url, { body: JSON.stringify(body), headers: { ...(key && { 'Idempotency-Key': key }), ...headers } });
  }
}
