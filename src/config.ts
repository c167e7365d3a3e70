import { LinkError } from './errors.js';

/** Which Wise: the sandbox or the real one. */
export type Environment = 'sandbox' | 'production';

/** How the customer gets to Wise. `auto` takes the popup, or the redirect on phones. */
export type Mode = 'auto' | 'popup' | 'redirect' | 'email';

/** What the element was given, as it was given: a framework may set a property to anything. */
export interface Attributes {
  environment?: unknown;
  clientId?: unknown;
  redirectUri?: unknown;
  exchangeUrl?: unknown;
  emailUrl?: unknown;
  authorizeUrl?: unknown;
  mode?: unknown;
  exchange?: unknown;
}

/** What the element may act upon. */
export interface Config {
  authorizeUrl: string;
  clientId: string;
  redirectUri: string;
  exchangeUrl: string;
  emailUrl: string;
  mode: Mode;
}

/** True for the hosts that never leave the machine (RFC 8252 §7.3, RFC 6761 §6.3). */
export const isLoopback = (host: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Reads the attributes. Throws a LinkError whose `message` names the attribute and says what to write. */
export function readConfig(given: Attributes, page: string): Config {
  const hosts = { sandbox: 'wise-sandbox.com', production: 'wise.com' };
  // No default: what is meant for the sandbox must not reach the real Wise by omission, nor the other way round.
  const environment = check('environment', given.environment, 'sandbox or production', (value) => Object.hasOwn(hosts, value));
  const wise = `https://${hosts[environment as Environment]}/oauth/authorize/`;
  // Against the page's own address: a planted <base> must not send the code elsewhere.
  const here = (value: string): string => new URL(value, page).href;
  const isHere = (value: string): boolean => isSafe(here(value)) && new URL(here(value)).origin === new URL(page).origin;
  const endpoint = (attribute: string, value: unknown, isNeeded: boolean): string =>
    value || isNeeded ? here(check(attribute, value, 'a path on this origin, like /api/wise', isHere)) : '';
  if (!isSafe(page)) throw new LinkError('misconfigured', {}, 'This page needs https:');
  return {
    clientId: check('client-id', given.clientId, 'the client id that Wise gave you', Boolean),
    // Byte for byte: Wise compares it with the registered one.
    redirectUri: check('redirect-uri', given.redirectUri, 'the https: URI registered with Wise', isSafe),
    exchangeUrl: endpoint('exchange-url', given.exchangeUrl, typeof given.exchange !== 'function'),
    emailUrl: endpoint('email-url', given.emailUrl, false),
    authorizeUrl: check('authorize-url', given.authorizeUrl || wise, `nothing, or ${wise}: older sandboxes are retired`, isWise),
    mode: check('mode', given.mode || 'auto', 'auto, popup, redirect or email', isMode) as Mode,
  };
}

const isMode = (value: string): boolean => /^(auto|popup|redirect|email)$/.test(value);

/** https:, or http: on loopback; nothing that hides another host, and no fragment (RFC 6749 §3.1.2). */
function isSafe(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, hash } = new URL(value);
  return (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) && !username && !hash;
}

const isWise = (value: string): boolean =>
  isSafe(value) && (/^https:\/\/wise(-sandbox)?\.com$/.test(new URL(value).origin) || isLoopback(new URL(value).hostname));

function check(attribute: string, value: unknown, write: string, isRight: (value: string) => boolean): string {
  if (typeof value === 'string' && isRight(value)) return value;
  const given = typeof value === 'string' && value ? `="${value.slice(0, 99)}" is refused` : ' is missing';
  throw new LinkError('misconfigured', {}, `${attribute}${given}. Write ${write}`);
}
