import type { Config } from '../config.js';

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
  /** When it ends, in milliseconds since 1970. */
  expires: number;
}

/** An attempt, fresh, or one that was begun before, with its `state` and `id`. */
export function newAttempt(config: Config, expires: number, state = newState(), id: string = crypto.randomUUID()): Attempt {
  // An authorize page of the partner's own may have a query; it overrides none of the three.
  const url = new URL(config.authorizeUrl);
  url.searchParams.set('client_id', config.clientId);
  url.searchParams.set('redirect_uri', config.redirectUri);
  url.searchParams.set('state', state);
  return { config, state, url: url.href, id, expires };
}

const newState = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .slice(0, 43) // without the padding
    .replace(/\W/g, (sign) => (sign === '+' ? '-' : '_'));
