import { z } from 'zod';
import type { Customer } from 'wise-link/server';
import type { Sessions } from './sessions.js';

const logInRequest = z.strictObject({ customer: z.string().max(64), password: z.string().max(256) });

/** The bank's own log-in, `/api/session`: GET says who is logged in, POST logs in, DELETE logs out. */
export class LogIn {
  readonly #sessions: Sessions;
  readonly #origin: string;

  constructor(sessions: Sessions, origin: string) {
    this.#sessions = sessions;
    this.#origin = origin;
  }

  async fetch(request: Request): Promise<Response> {
    // Answers null instead of 401: a page calls this before log-in, and a 401 would show as an error in the console.
    if (request.method === 'GET') return answer(describe((await this.#sessions.sessionOf(request))?.customer ?? null));
    // Same-origin only, against log-in CSRF.
    if (request.headers.get('Origin') !== this.#origin) return answer({ code: 'csrf_failed' }, { status: 403 });
    if (request.method === 'POST') return this.#logIn(request);
    if (request.method !== 'DELETE') return answer({ code: 'method_not_allowed' }, { status: 405 });
    return new Response(null, { status: 204, headers: { 'Set-Cookie': await this.#sessions.logOut(request) } });
  }

  async #logIn(request: Request): Promise<Response> {
    const { data } = logInRequest.safeParse(await request.json().catch(() => undefined));
    if (data === undefined) return answer({ code: 'invalid_request' }, { status: 400 });
    const loggedIn = await this.#sessions.logIn(data.customer, data.password);
    if (loggedIn === null) return answer({ code: 'login_failed' }, { status: 401 });
    await this.#sessions.logOut(request);
    return answer(describe(loggedIn.customer), { headers: { 'Set-Cookie': loggedIn.cookie } });
  }
}

function describe(customer: Customer | null): unknown {
  return { customer: customer && { id: customer.id, name: `${customer.givenName} ${customer.familyName}` } };
}

function answer(value: unknown, { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}): Response {
  return Response.json(value, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
