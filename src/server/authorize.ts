import type { Environment, WiseOptions } from './wise-options.js';

/** The authorization endpoints of Wise. */
export const AUTHORIZE_URLS: Readonly<Record<Environment, string>> = {
  sandbox: 'https://wise-sandbox.com/oauth/authorize/',
  production: 'https://wise.com/oauth/authorize/',
};

/** Wise's authorization endpoint, and the client that asks for access. */
export interface AuthorizePage {
  environment: Environment;
  url: string;
  clientId: string;
}

/** The authorization endpoint of the environment, or the given one. */
export function authorizePage({ environment, clientId, authorizeUrl }: WiseOptions): AuthorizePage {
  return { environment, url: authorizeUrl ?? AUTHORIZE_URLS[environment], clientId };
}

/** The authorization request URL (RFC 6749 section 4.1.1). Wise documents these three parameters and no language. */
export function authorizeUrl({ url, clientId }: AuthorizePage, redirectUri: string, state: string): string {
  const address = new URL(url);
  const parameters = { client_id: clientId, redirect_uri: redirectUri, state };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}
