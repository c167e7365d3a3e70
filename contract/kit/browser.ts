import { readAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { Failure } from './finding.js';
import { RULES } from './rules.js';

// The element times out after 15 s. A backend under test may be a little slower.
const TIMEOUT_MS = 20_000;

/** The options of a call. A null header is omitted. */
export interface Call {
  method?: string;
  body?: string;
  headers?: Readonly<Record<string, string | null>>;
}

/** The bank's page in a logged-in customer's browser. Sends requests with the headers that a browser sends for the element. */
export class Browser {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #onAnswer: (answer: Answer) => void;

  /** `onAnswer` receives every response. */
  constructor(origin: string, cookie: string, extra: Readonly<Record<string, string>>, onAnswer: (answer: Answer) => void) {
    this.#onAnswer = onAnswer;
    this.#headers = {
      ...extra,
      Cookie: cookie,
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      Accept: 'application/json, application/problem+json',
      'X-Wise-Link': '1',
    };
  }

  /** Sends a request. Throws `Failure` if no response arrives. */
  async send(url: URL, { method = 'POST', body, headers = {} }: Call = {}): Promise<Answer> {
    const all = {
      ...this.#headers,
      'X-Correlation-Id': crypto.randomUUID(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const sent = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      // The element follows no redirect, because it could send the code to another origin.
      const response = await fetch(url, { method, body: body ?? null, headers: sent, redirect: 'manual', signal });
      const answer = await readAnswer(response);
      this.#onAnswer(answer);
      return answer;
    } catch (cause) {
      throw new Failure(`${method} ${url.pathname} got no answer within ${TIMEOUT_MS / 1000} s, or an incomplete one`, RULES.inTime, { cause });
    }
  }

  /** POSTs JSON, with an optional idempotency key. */
  async post(url: URL, body: unknown, key?: string, headers: Call['headers'] = {}): Promise<Answer> {
    return this.send(url, { body: JSON.stringify(body), headers: { ...(key && { 'Idempotency-Key': key }), ...headers } });
  }
}
