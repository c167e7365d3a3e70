import type { Exchange } from './contract.js';
import { LinkError } from './errors.js';
import { readUrl } from './read-url.js';

/** Which Wise: the sandbox or the real one. */
export type Environment = 'sandbox' | 'production';

/** How the customer gets to Wise. `auto` takes the popup, or the redirect on phones and in installed apps. */
export type Mode = 'auto' | 'popup' | 'redirect' | 'email';

/** What the element was given, as it was given: a framework may set a property to anything. */
export interface Attributes {
  environment?: unknown;
  clientId?: unknown;
  redirectUri?: unknown;
  exchangeUrl?: unknown;
  startUrl?: unknown;
  emailUrl?: unknown;
  statusUrl?: unknown;
  authorizeUrl?: unknown;
  mode?: unknown;
  exchange?: unknown;
}

/** What the element may act upon. What is not set is empty. */
export interface Config {
  environment: Environment;
  authorizeUrl: string;
  clientId: string;
  redirectUri: string;
  exchangeUrl: string;
  startUrl: string;
  emailUrl: string;
  statusUrl: string;
  mode: Mode;
  /** Serves instead of `exchangeUrl`, which is then empty. */
  exchange: Exchange | undefined;
}

/** True for the hosts that never leave the machine (RFC 8252 §7.3, RFC 6761 §6.3). */
export const isLoopback = (host: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Reads the attributes. Throws a LinkError whose `message` names the attribute and says what to write. */
export function readConfig(given: Attributes, page: string): Config {
  // No default: what is meant for the sandbox must not reach the real Wise by omission, nor the other way round.
  const environment = choose('environment', given.environment, 'sandbox or production');
  const wise = `https://wise${environment === 'sandbox' ? '-sandbox' : ''}.com/oauth/authorize/`;
  // Against the page's own address: a planted <base> must not send the code elsewhere.
  const here = (value: string): URL => new URL(value, page);
  const { origin } = here(page);
  const isHere = (value: string): boolean => isSafe(value, page) && here(value).origin === origin;
  const endpoint = (attribute: string, value: unknown, isNeeded?: boolean): string =>
    value || isNeeded ? here(check(attribute, value, 'a path on this origin', isHere)).href : '';
  // The other environment's host would be a mix-up (RFC 9700 §4.4).
  const isWise = (value: string): boolean =>
    isSafe(value) && (here(value).origin === here(wise).origin || isLoopback(here(value).hostname));
  const exchange = typeof given.exchange === 'function' ? (given.exchange as Exchange) : undefined;
  // A blob: has the origin of the page that made it, and a srcdoc none: neither can be the base of an address.
  if (!page.startsWith('http') || !isSafe(origin)) throw new LinkError('misconfigured', {}, 'This page needs an https: address');
  return {
    environment: environment as Environment,
    mode: choose('mode', given.mode || 'auto', 'auto, popup, redirect or email') as Mode,
    clientId: check('client-id', given.clientId, 'your client id at Wise', Boolean),
    // Byte for byte: Wise compares it with the registered one.
    redirectUri: check('redirect-uri', given.redirectUri, 'the https: URI registered with Wise', isSafe),
    exchangeUrl: exchange ? '' : endpoint('exchange-url', given.exchangeUrl, true),
    startUrl: endpoint('start-url', given.startUrl),
    emailUrl: endpoint('email-url', given.emailUrl),
    statusUrl: endpoint('status-url', given.statusUrl),
    authorizeUrl: check('authorize-url', given.authorizeUrl || wise, `nothing, or ${wise}: older ones are retired`, isWise),
    exchange,
  };
}

const choose = (attribute: string, value: unknown, choice: string): string =>
  check(attribute, value, choice, (one) => choice.split(/, | or /).includes(one));

/** https:, or http: on loopback; nothing that hides another host, and no fragment (RFC 6749 §3.1.2). */
function isSafe(value: string, page?: string): boolean {
  const url = readUrl(value, page);
  return !!url && /^https?:\/\/[^@/]+\/[^#]*$/.test(url.href) && (url.protocol === 'https:' || isLoopback(url.hostname));
}

function check(attribute: string, value: unknown, write: string, isRight: (value: string) => boolean): string {
  // An empty one would be the page's own address.
  const text = typeof value === 'string' ? value : '';
  if (text && isRight(text)) return text;
  const given = text ? `="${text.slice(0, 99)}" is refused` : ' is missing';
  throw new LinkError('misconfigured', {}, `${attribute}${given}. Write ${write}`);
}
