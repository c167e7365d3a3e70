import type { Config } from '../config.js';
import { readUrl } from '../read-url.js';

/** How long an attempt lasts, in milliseconds: as long as a code of Wise's. */
export const LIFETIME = 30 * 60_000;

/** One try to link, from its launch to its end. */
export interface Attempt {
  /** What it was begun with; a change of attributes does not change it. */
  config: Config;
  /** 256 random bits in base64url: it binds the answer to this attempt (RFC 6749 §10.12). */
  state: string;
  /** The authorization request (RFC 6749 §4.1.1). */
  url: string;
  /** Names the attempt in logs, and the one hand-over of a code that Wise sends. Says nothing about the customer. */
  id: string;
  /** By which the backend knows it; empty if it was not begun there. */
  attemptId: string;
  /** When it ends, in milliseconds since 1970: for the customer and for other pages. */
  expires: number;
  /** The same by the clock of this page, which nobody can set. */
  ends?: number;
}

/** An attempt that begins here and now. */
export function newAttempt(config: Config): Attempt {
  const state = newState();
  // An authorize page of the partner's own may have a query; it overrides none of the three.
  const url = new URL(config.authorizeUrl);
  for (const [name, value] of parametersOf(config, state)) url.searchParams.set(name, value);
  return { config, state, url: url.href, id: crypto.randomUUID(), attemptId: '', expires: Date.now() + LIFETIME };
}

/** Whether a URL is an authorization request of this client with this state, and with each parameter once. */
export function isRequest(url: unknown, config: Config, state: string): url is string {
  const read = typeof url === 'string' && readUrl(url);
  if (!read) return false;
  const { href, searchParams } = read;
  // No user name before the host, and no fragment (RFC 6749 §3.1).
  const isWise = href.startsWith(`${new URL(config.authorizeUrl).origin}/`) && !href.includes('#');
  return isWise && parametersOf(config, state).every(([name, value]) => searchParams.getAll(name).join() === value);
}

/** What an authorization request of ours says. */
const parametersOf = ({ clientId, redirectUri }: Config, state: string): [string, string][] =>
  Object.entries({ client_id: clientId, redirect_uri: redirectUri, state });

const newState = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .slice(0, 43) // without the padding
    .replace(/\W/g, (sign) => (sign === '+' ? '-' : '_'));
