import type { Answer, ExchangePayload, Link } from '../../../src/index.js';

export const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const satisfies Link;
export const LINKED: Answer = { status: 'linked', link: LINK };
export const PENDING: Answer = { status: 'pending_confirmation', attemptId: 'a_1', link: LINK };

/** A received call, with its usual response. */
export interface Call {
  url: string;
  body: unknown;
  signal: AbortSignal | undefined;
  usual: () => unknown;
}

/** Replaces the response to one call. May throw, or never resolve. */
export type Mishap = (call: Call) => unknown;

/** A JSON response. */
export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

/** Problem details, as in the contract. */
export const problem = (code: string, status: number, retryable = false): Response =>
  json({ code, status, retryable, correlationId: 'c0ffee00-1234' }, status);

/** Never resolves, and rejects on abort, like fetch. */
export const never = ({ signal }: Call): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** Holds back the response until `pass` is called, or the page aborts the call. */
export function held(): { mishap: Mishap; pass: () => void } {
  let pass: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { mishap: (call) => Promise.race([passed.then(call.usual), never(call)]), pass };
}

/** The backend handles the call, but the response is lost. */
export const lost: Mishap = (call) => {
  call.usual();
  return never(call);
};

/**
 * The partner's backend: it redeems a code once, and gives repeated calls the same response. A code with a second key is a
 * second exchange, which must not happen.
 */
export class Backend {
  /** Whether it asks "is this you?" first. */
  asks = false;
  /** The mishaps of the next calls. */
  readonly mishaps: Mishap[] = [];
  /** The idempotency keys of each code. */
  readonly exchanged = new Map<string, Set<string>>();
  /** The bodies of all received submissions, in order. */
  readonly calls: unknown[] = [];
  /** The number of all calls, including lost ones. */
  count = 0;
  readonly #issued = new Set<string>();
  /** The started attempts. */
  readonly #begun = new Set<string>();
  readonly #outcomes = new Map<string, Answer>();
  /** The client id of its attempts. */
  readonly client: string;
  readonly #awake: () => Promise<void>;
  #reading = 0;

  /** `awake` resolves when the page is not frozen. */
  constructor(client: string, awake: () => Promise<void>) {
    this.client = client;
    this.#awake = awake;
  }

  /** Issues a new code, like Wise. */
  issue(): string {
    const code = `C0DE${this.#issued.size + 1}`;
    this.#issued.add(code);
    return code;
  }

  /** Whether the page is reading a response. */
  get isReading(): boolean {
    return this.#reading > 0;
  }

  /** Replaces the page's `fetch`. */
  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const { method, headers, redirect, credentials, body, signal = null } = init;
    // Throws for invalid arguments, like the real one.
    const request = new Request(url, { method: method ?? 'GET', headers: headers ?? {}, redirect: redirect ?? 'follow', credentials: credentials ?? 'omit' });
    const call: Call = {
      url: new URL(url, location.href).pathname,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      signal: signal ?? undefined,
      usual: () => json(this.#serve(new URL(request.url), call.body, request.headers.get('Idempotency-Key') ?? '')),
    };
    return this.#meet(call, (usual) => this.#read(usual as Response)) as Promise<Response>;
  };

  /** Replaces the partner's `exchange` function, which gets no key. */
  readonly exchange = (payload: ExchangePayload, { signal }: { signal: AbortSignal }): Promise<Answer> => {
    const call: Call = { url: 'exchange', body: payload, signal, usual: () => this.#take(payload, 'function') };
    return this.#meet(call, (usual) => usual) as Promise<Answer>;
  };

  #meet(call: Call, read: (usual: unknown) => unknown): unknown {
    this.count += 1;
    const mishap = this.mishaps.shift();
    if (!mishap) return this.#answer(call.usual, read);
    const given = mishap(call);
    return given instanceof Promise ? this.#answer(() => given, read) : given;
  }

  async #answer(given: () => unknown, read: (usual: unknown) => unknown): Promise<unknown> {
    try {
      const answer = await given();
      await this.#awake();
      return read(answer);
    } catch (cause) {
      await this.#awake();
      throw cause;
    }
  }

  /** Tracks when the body is read, because the browser reads it in its own tasks. */
  #read(response: Response): Response {
    if (!(response instanceof Response)) return response;
    const { body } = response;
    const getReader = (): object => {
      const reader = body?.getReader();
      const read = async (): Promise<unknown> => {
        this.#reading += 1;
        try {
          return await reader?.read();
        } finally {
          this.#reading -= 1;
        }
      };
      return { read, cancel: () => reader?.cancel() };
    };
    return Object.defineProperty(response, 'body', { value: { getReader } });
  }

  /** The response of the endpoint at this path. */
  #serve({ pathname, searchParams }: URL, body: unknown, key: string): unknown {
    if (pathname.endsWith('/start')) return this.#begin();
    if (!pathname.endsWith('/status')) return this.#take(body, key);
    const attempt = searchParams.get('attempt') ?? '';
    return this.#outcomes.get(attempt) ?? { status: this.#begun.has(attempt) ? 'awaiting' : 'none' };
  }

  /** Starts a new attempt. */
  #begin(): unknown {
    const attemptId = `a_${this.#begun.size + 1}`;
    const state = `${'S'.repeat(40)}${attemptId}`;
    this.#begun.add(attemptId);
    const { origin } = location;
    const query = new URLSearchParams({ client_id: this.client, redirect_uri: `${origin}/faults/callback.html`, state });
    return { attemptId, state, authorizeUrl: `${origin}/faults/wise.html?${query}`, ttlSeconds: 1800 };
  }

  #take(body: unknown, key: string): unknown {
    this.calls.push(body);
    const { code, confirm, redirectUri, attemptId = '' } = body as { code?: string; confirm?: boolean; redirectUri?: string; attemptId?: string };
    if (confirm !== undefined) return confirm ? LINKED : { status: 'discarded' };
    if (code === undefined) return { sentTo: 's•••@e•••.com' };
    if (!this.#issued.has(code) || redirectUri !== `${location.origin}/faults/callback.html`) return 'no such code';
    this.exchanged.set(code, (this.exchanged.get(code) ?? new Set()).add(key));
    const answer = this.asks ? PENDING : LINKED;
    this.#outcomes.set(attemptId, answer);
    return answer;
  }
}
