import type { Config } from '../config.js';
import { readUrl } from '../read-url.js';

/** The lifetime of an attempt, in milliseconds: that of a code of Wise. */
export const LIFETIME = 30 * 60_000;

/** One attempt to link, from its launch to its end. */
export interface Attempt {
  /** The config at the start. Later changes of attributes do not apply. */
  config: Config;
  /** 256 random bits in base64url. Binds the response to this attempt (RFC 6749 §10.12). */
  state: string;
  /** The authorization request (RFC 6749 §4.1.1). */
  url: string;
  /** The correlation id in logs, and the idempotency key for a code that Wise sends. Contains no personal data. */
  id: string;
  /** The backend's id of the attempt; empty if the backend did not start it. */
  attemptId: string;
  /** When the attempt ends, in milliseconds since 1970: shown to the customer, and stored for other pages. */
  expires: number;
  /** The same on the monotonic clock of this page. */
  ends?: number;
}

/** Creates an attempt that this page starts. */
export function newAttempt(config: Config): Attempt {
  const state = newState();
  // A custom `authorizeUrl` may have a query. It does not override these parameters.
  const url = new URL(config.authorizeUrl);
  for (const [name, value] of parametersOf(config, state)) url.searchParams.set(name, value);
  return { config, state, url: url.href, id: crypto.randomUUID(), attemptId: '', expires: Date.now() + LIFETIME };
}

/** Whether the URL is an authorization request of this client with this state, with each parameter once. */
export function isRequest(url: unknown, config: Config, state: string): url is string {
  const read = typeof url === 'string' && readUrl(url);
  if (!read) return false;
  const { href, searchParams } = read;
  // Excludes a user name before the host, and a fragment (RFC 6749 §3.1).
  const isWise = href.startsWith(`${new URL(config.authorizeUrl).origin}/`) && !href.includes('#');
  return isWise && parametersOf(config, state).every(([name, value]) => searchParams.getAll(name).join() === value);
}

/** The parameters of an authorization request. */
const parametersOf = ({ clientId, redirectUri }: Config, state: string): [string, string][] =>
  Object.entries({ client_id: clientId, redirect_uri: redirectUri, state });

const newState = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .slice(0, 43) // without the padding
    .replace(/\W/g, (sign) => (sign === '+' ? '-' : '_'));
