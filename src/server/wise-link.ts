import type { AccessOptions } from './access-options.js';
import type { LinkedProfile } from './linked-profile.js';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The backend, mounted in the bank's own server. Its functions need no `this`. */
export interface WiseLink {
  /** Answers a request. For Hono, Next.js route handlers, and other servers with the standard `Request` and `Response`. */
  fetch(this: void, request: Request): Promise<Response>;
  /**
   * Answers a request of Node's HTTP server, and of Express, Connect and Fastify. Calls `next` for a path that is not below the base
   * path; without `next`, such a path gets a 404.
   */
  node(this: void, request: IncomingMessage, response: ServerResponse, next?: () => void): void;
  /** For the bank's own code: a valid access token of the customer's link, refreshed if needed. Throws `NoAccess`. */
  accessToken(this: void, customerId: string, options?: AccessOptions): Promise<string>;
  /** For the bank's own code: the profiles that the customer has linked, newest first. */
  linkedProfiles(this: void, customerId: string): Promise<LinkedProfile[]>;
  /**
   * For the bank's own code: Wise has refused an access token with a 401 before its time. The next `accessToken` refreshes it. Does
   * nothing for a token that is no longer the stored one.
   */
  reportRefused(this: void, customerId: string, token: string): Promise<void>;
  /** Erases a customer: their links with the tokens, their attempts, and all answers and email requests. Wise keeps its own consent. */
  forget(this: void, customerId: string): Promise<void>;
  /** Whether the process works: true until `close`. For a liveness probe. */
  live(this: void): boolean;
  /** Whether requests can be answered now: not closed, and the database answers within two seconds. For a readiness probe. */
  ready(this: void): Promise<boolean>;
  /**
   * Refuses new requests with 503 and `Retry-After`, and waits until all earlier ones are answered and their calls to Wise have ended.
   * Does not close the database.
   */
  close(this: void): Promise<void>;
}
