import type { Answer, ExchangePayload, Link } from '../../../src/index.js';

export const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const satisfies Link;
export const LINKED: Answer = { status: 'linked', link: LINK };
export const PENDING: Answer = { status: 'pending_confirmation', attemptId: 'a_1', link: LINK };

/** A call that came, and what it would be answered if nothing went wrong. */
export interface Call {
  url: string;
  body: unknown;
  signal: AbortSignal | undefined;
  usual: () => unknown;
}

/** What goes wrong with one call: what is given instead of a response. Also by throwing, or never. */
export type Mishap = (call: Call) => unknown;

/** JSON as a backend sends it. */
export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

/** Problem details as the contract has them. */
export const problem = (code: string, status: number, retryable = false): Response =>
  json({ code, status, retryable, correlationId: 'c0ffee00-1234' }, status);

/** As the browser does it when it is told to stop, and else never. */
export const never = ({ signal }: Call): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** The answer waits until it is let through, or until the page does not want it any more. */
export function held(): { mishap: Mishap; pass: () => void } {
  let pass: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { mishap: (call) => Promise.race([passed.then(call.usual), never(call)]), pass };
}

/** The backend gets the call, and the page never hears of it. */
export const lost: Mishap = (call) => {
  call.usual();
  return never(call);
};

/**
 * The partner's backend: it hands a code to Wise once and gives every repetition the same answer. A code that comes
 * under a second key is a second exchange, which is what must not be.
 */
export class Backend {
  /** Whether it asks "is this you?" first. */
  asks = false;
  /** What goes wrong with the next calls, one each. */
  readonly mishaps: Mishap[] = [];
  /** The keys under which each code came. */
  readonly exchanged = new Map<string, Set<string>>();
  /** Everything that came, in order. */
  readonly calls: unknown[] = [];
  /** Every call, of whatever kind, also one that was lost on its way. */
  count = 0;
  readonly #issued = new Set<string>();
  /** The attempts that it has begun, and what came of them. */
  readonly #begun = new Set<string>();
  readonly #outcomes = new Map<string, Answer>();
  /** Whose attempts it begins. */
  readonly client: string;
  readonly #awake: () => Promise<void>;
  #reading = 0;

  /** `awake` keeps an answer from a page that is frozen. */
  constructor(client: string, awake: () => Promise<void>) {
    this.client = client;
    this.#awake = awake;
  }

  /** A fresh code, as Wise issues it. */
  issue(): string {
    const code = `C0DE${this.#issued.size + 1}`;
    this.#issued.add(code);
    return code;
  }

  /** Whether an answer is just being read. */
  get isReading(): boolean {
    return this.#reading > 0;
  }

  /** Stands in for the page's `fetch`. */
  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const { method, headers, redirect, credentials, body, signal = null } = init;
    // As picky as the real one.
    const request = new Request(url, { method: method ?? 'GET', headers: headers ?? {}, redirect: redirect ?? 'follow', credentials: credentials ?? 'omit' });
    const call: Call = {
      url: new URL(url, location.href).pathname,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      signal: signal ?? undefined,
      usual: () => json(this.#serve(new URL(request.url), call.body, request.headers.get('Idempotency-Key') ?? '')),
    };
    return this.#meet(call, (usual) => this.#read(usual as Response)) as Promise<Response>;
  };

  /** Stands in for the partner's `exchange` function. It is given no key: the code speaks for itself. */
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

  /** The body is read in tasks of the browser's own, which nobody else could wait for. */
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

  /** Each endpoint by its path, as the contract names them. */
  #serve({ pathname, searchParams }: URL, body: unknown, key: string): unknown {
    if (pathname.endsWith('/start')) return this.#begin();
    if (!pathname.endsWith('/status')) return this.#take(body, key);
    const attempt = searchParams.get('attempt') ?? '';
    return this.#outcomes.get(attempt) ?? { status: this.#begun.has(attempt) ? 'awaiting' : 'none' };
  }

  /** An attempt, each another one. */
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
