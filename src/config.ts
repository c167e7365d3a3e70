/** The attributes of the element: reads and checks them. */
import type { Exchange } from './contract.js';
import { LinkError } from './errors.js';
import { readUrl } from './read-url.js';

/** The environment at Wise. */
export type Environment = 'sandbox' | 'production';

/** How the customer gets to Wise. `auto` uses the popup, or the redirect on phones and in installed apps. */
export type Mode = 'auto' | 'popup' | 'redirect' | 'email';

/** The attributes as they were set. A framework may set a property to anything. */
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

/** The checked attributes. An attribute that is not set is empty. */
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
  /** Replaces `exchangeUrl`, which is then empty. */
  exchange: Exchange | undefined;
}

/** Whether a host is the machine itself (RFC 8252 §7.3, RFC 6761 §6.3). */
export const isLoopback = (host: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Reads the attributes. Throws a `misconfigured` LinkError whose `message` names the attribute and says what to write. */
export function readConfig(given: Attributes, page: string): Config {
  // No default: a page meant for the sandbox must not reach production by omission, or the reverse.
  const environment = choose('environment', given.environment, 'sandbox or production');
  const wise = environment === 'sandbox' ? 'https://wise-sandbox.com' : 'https://wise.com';
  const standard = `${wise}/oauth/authorize/`;
  const here = new URL(page);
  // Resolved against the page's own URL: an injected <base> must not send the code elsewhere.
  const endpoint = (attribute: string, value: unknown, isNeeded?: boolean): string =>
    value || isNeeded
      ? check(attribute, value, 'a path on this origin', (text) => {
          const url = safeUrl(text, page);
          return url?.origin === here.origin && url.href;
        })
      : '';
  const exchange = typeof given.exchange === 'function' ? (given.exchange as Exchange) : undefined;
  // A blob: URL has the origin of the page that made it, a srcdoc frame has none. Neither can be the base of a URL.
  if (!page.startsWith('http') || !isSecure(here)) throw new LinkError('misconfigured', {}, 'This page needs an https: address');
  return {
    environment: environment as Environment,
    mode: choose('mode', given.mode || 'auto', 'auto, popup, redirect or email') as Mode,
    clientId: check('client-id', given.clientId, 'your client id at Wise', (text) => text),
    // Byte for byte: Wise compares it with the registered URI.
    redirectUri: check('redirect-uri', given.redirectUri, 'the https: URI registered with Wise', (text) => safeUrl(text) && text),
    exchangeUrl: exchange ? '' : endpoint('exchange-url', given.exchangeUrl, true),
    startUrl: endpoint('start-url', given.startUrl),
    emailUrl: endpoint('email-url', given.emailUrl),
    statusUrl: endpoint('status-url', given.statusUrl),
    authorizeUrl: check('authorize-url', given.authorizeUrl || standard, `nothing, or ${standard}: older ones are retired`, (text) => {
      if (text === standard) return text;
      const url = safeUrl(text);
      // The host of the other environment would be a mix-up (RFC 9700 §4.4).
      return url && (url.origin === wise || isLoopback(url.hostname)) && text;
    }),
    exchange,
  };
}

const choose = (attribute: string, value: unknown, choice: string): string =>
  check(attribute, value, choice, (text) => choice.split(/, | or /).includes(text) && text);

const isSecure = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || isLoopback(hostname);

/** The URL, if it is https:, or http: on loopback, without user info that looks like a host, and without a fragment (RFC 6749 §3.1.2). */
function safeUrl(value: string, page?: string): URL | undefined {
  const url = readUrl(value, page);
  return url && /^https?:\/\/[^@/]+\/[^#]*$/.test(url.href) && isSecure(url) ? url : undefined;
}

/** What `read` makes of the text of an attribute. An empty text would resolve to the page's own URL. */
function check(attribute: string, value: unknown, write: string, read: (text: string) => string | false | undefined): string {
  const text = typeof value === 'string' ? value : '';
  const checked = text && read(text);
  if (checked) return checked;
  const given = text ? `="${text.slice(0, 99)}" is refused` : ' is missing';
  throw new LinkError('misconfigured', {}, `${attribute}${given}. Write ${write}`);
}
