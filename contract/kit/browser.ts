import { readAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { Failure } from './finding.js';
import type { HttpClient } from './http-client.js';
import { NoAnswer } from './no-answer.js';
import { RULES } from './rules.js';
import type { Session } from './session.js';

/** The options of a call. A null header is omitted. */
export interface Call {
  method?: string;
  body?: string;
  headers?: Readonly<Record<string, string | null>>;
}

/** What all browsers of a run share. */
export interface BrowserSettings {
  http: HttpClient;
  /** The bank's own origin. */
  origin: string;
  /** The partner's own request headers. */
  headers: Readonly<Record<string, string>>;
  /** Receives every response. */
  onAnswer: (answer: Answer) => void;
}

/** The bank's page in a logged-in customer's browser. Sends requests with the headers that a browser sends for the element. */
export class Browser {
  readonly #settings: BrowserSettings;
  readonly #session: Session;

  constructor(settings: BrowserSettings, session: Session) {
    this.#settings = settings;
    this.#session = session;
  }

  /** Sends a request, and once more with a new session if the first one has ended. Throws `Failure` if no response arrives. */
  async send(url: URL, call: Call = {}): Promise<Answer> {
    const { header } = this.#session;
    const answer = await this.#send(url, call);
    // The backend checks the session first, so the refused request has changed nothing.
    if (answer.status !== 401 || call.headers?.[header[0]] === null || !(await this.#session.renew(header))) return answer;
    return this.#send(url, call);
  }

  /** POSTs JSON, with an optional idempotency key. */
  async post(url: URL, body: unknown, key?: string, headers: Call['headers'] = {}): Promise<Answer> {
    return this.send(url, { body: JSON.stringify(body), headers: { ...(key && { 'Idempotency-Key': key }), ...headers } });
  }

  async #send(url: URL, { method = 'POST', body, headers = {} }: Call): Promise<Answer> {
    const { http, onAnswer } = this.#settings;
    const all = {
      ...this.#ownHeaders(),
      'X-Correlation-Id': crypto.randomUUID(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const sent = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    try {
      // The element follows no redirect, because it could send the code to another origin.
      const answer = readAnswer(await http.send(url, { method, body: body ?? null, headers: sent }));
      onAnswer(answer);
      return answer;
    } catch (cause) {
      if (!(cause instanceof NoAnswer)) throw cause;
      throw new Failure(`${method} ${url.pathname} got no answer: ${cause.message}`, RULES.inTime, { cause });
    }
  }

  #ownHeaders(): Record<string, string> {
    const { origin, headers } = this.#settings;
    const [name, value] = this.#session.header;
    return {
      ...headers,
      [name]: value,
      'Origin': origin,
      'Sec-Fetch-Site': 'same-origin',
      'Accept': 'application/json, application/problem+json',
      'X-Wise-Link': '1',
    };
  }
}
