import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A trace id in Wise's format. */
export const TRACE_ID = '9f86d081884c7d659a2feaa0c55ad015';

/** A call that reached the fake Wise. */
export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** How the fake Wise answers one call. */
export type Reply = (response: ServerResponse) => void;

/** Answers with JSON, passed as text to keep numbers beyond 2^53. */
export function json(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}

/** Closes the connection after the call was read, so that the outcome is unknown. */
export const reset: Reply = (response) => response.destroy();

/** Never answers. The connection closes with the server. */
export const hang: Reply = () => {};

/** Refuses the code, with a description that must not appear in any output. */
export const invalidGrant = json(400, '{"error":"invalid_grant","error_description":"description-canary"}');

/** The token response to a code. */
export const tokens = json(
  200,
  JSON.stringify({
    access_token: 'access-canary',
    token_type: 'bearer',
    refresh_token: 'refresh-canary',
    expires_in: 43199,
    expires_at: '2026-05-01T21:59:59.000Z',
    refresh_token_expires_at: '2046-05-01T10:00:00.000Z',
    scope: 'transfers',
    created_at: '2026-05-01T10:00:00.123456789Z',
  }),
);

/** The response to a refresh token: new tokens that expire at the given time. */
export function refreshed(expiresAt: string, tokens: Record<string, unknown> = {}): Reply {
  const body = { access_token: 'access-canary-2', token_type: 'bearer', refresh_token: 'refresh-canary-2', expires_at: expiresAt, ...tokens };
  return json(200, JSON.stringify(body));
}

/** Sarah's personal profile as in `/v2/profiles`, with changed fields. */
export function personal(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'PERSONAL',
    id: 30000000,
    userId: 9889627,
    email: 'sarah@example.com',
    currentState: 'VISIBLE',
    firstName: 'Sarah',
    lastName: 'Jenkins',
    dateOfBirth: '1985-05-20',
    fullName: 'Sarah Jenkins',
    ...changes,
  });
}

/** Omar's business profile. */
export function business(registrationNumber: string): string {
  return JSON.stringify({ type: 'BUSINESS', id: 40001234, businessName: 'Haddad Trading Ltd', registrationNumber });
}

/** The response of `/v2/profiles`. */
export function profiles(...items: string[]): Reply {
  return json(200, `[${items.join(',')}]`, { 'x-trace-id': TRACE_ID });
}

const DEFAULTS: Record<string, Reply> = {
  'token authorization_code': tokens,
  'token refresh_token': refreshed('2026-05-02T04:00:00.000Z'),
  'token client_credentials': json(200, '{"access_token":"client-canary","token_type":"bearer","expires_in":43199}'),
  '/v2/profiles': profiles(personal()),
  '/v1/users/exists': json(200, '{"exists":true}'),
  '/v1/user/signup/registration_code': json(409, '{"errors":[{"code":"NOT_UNIQUE","path":"email"}]}'),
};

/** A call that waits for the test to answer it. */
export interface Held {
  arrived: Promise<void>;
  answer(reply: Reply): void;
}

/** A fake Wise over real HTTP, with a queue of replies per operation. Without a queued reply, a call succeeds. */
export class FakeWise {
  readonly received: Received[] = [];
  readonly #queues = new Map<string, Reply[]>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Listens on a free port. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    const address = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  /** Sets the replies to the next calls of an operation: a path, or `token` and the grant type. */
  next(operation: string, ...replies: Reply[]): void {
    this.#queues.set(operation, [...(this.#queues.get(operation) ?? []), ...replies]);
  }

  /** Holds the next call of an operation until `answer` is called. */
  hold(operation: string): Held {
    let waiting: ServerResponse | undefined;
    const arrived = new Promise<void>((resolve) => {
      this.next(operation, (response) => {
        waiting = response;
        resolve();
      });
    });
    return {
      arrived,
      answer(reply) {
        if (waiting === undefined) throw new Error(`No call of ${operation} is waiting.`);
        reply(waiting);
      },
    };
  }

  /** The received calls of an operation. */
  calls(operation: string): Received[] {
    return this.received.filter((call) => operationOf(call) === operation);
  }

  /** Clears the received calls and the queued replies. */
  clear(): void {
    this.received.length = 0;
    this.#queues.clear();
  }

  /** Forgets the queued replies. */
  clearQueue(): void {
    this.#queues.clear();
  }

  /** Stops the server and closes all connections. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const call = { path: request.url ?? '', headers: request.headers, body };
    this.received.push(call);
    const operation = operationOf(call);
    const reply = this.#queues.get(operation)?.shift() ?? DEFAULTS[operation] ?? json(404, '{}');
    reply(response);
  }
}

function operationOf({ path, body }: Received): string {
  return path === '/oauth/token' ? `token ${new URLSearchParams(body).get('grant_type')}` : path;
}
