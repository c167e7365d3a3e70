import type { WiseOptions } from './wise-client.js';

/** The Wise environment. Clients, codes and tokens of one do not work in the other. */
export type Environment = 'sandbox' | 'production';

const PAGES: Readonly<Record<Environment, string>> = {
  sandbox: 'https://wise-sandbox.com/oauth/authorize/',
  production: 'https://wise.com/oauth/authorize/',
};

// The production API hosts, without and with client certificates (mTLS).
const PRODUCTION_HOSTS = new Set(['api.wise.com', 'api-mtls.transferwise.com']);

/** Wise's authorization endpoint, and the client that asks for access. */
export interface AuthorizePage {
  environment: Environment;
  url: string;
  clientId: string;
}

/** The authorization endpoint of the environment that `apiUrl` belongs to. Throws `TypeError` for an `authorizeUrl` that is not Wise's, nor a simulator's. */
export function authorizePage({ apiUrl, clientId, authorizeUrl }: WiseOptions): AuthorizePage {
  const environment = PRODUCTION_HOSTS.has(new URL(apiUrl).hostname) ? 'production' : 'sandbox';
  const url = authorizeUrl ?? PAGES[environment];
  if (!isAuthorizePage(url, PAGES[environment])) {
    throw new TypeError(`The option authorizeUrl must be on ${new URL(PAGES[environment]).origin}, without credentials and fragment, or on loopback.`);
  }
  return { environment, url, clientId };
}

// The element refuses every other page. It compares the address that this backend returns with its own.
function isAuthorizePage(text: string, page: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname, username, password } = new URL(text);
  const isLoopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) && /^https?:$/.test(protocol);
  return (origin === new URL(page).origin || isLoopback) && username === '' && password === '' && !text.includes('#');
}

/** The authorization request URL (RFC 6749 section 4.1.1). Wise documents these three parameters and no language. */
export function authorizeUrl({ url, clientId }: AuthorizePage, redirectUri: string, state: string): string {
  const address = new URL(url);
  const parameters = { client_id: clientId, redirect_uri: redirectUri, state };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}
