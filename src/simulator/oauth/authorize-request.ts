import type { Client, Clients } from '../clients.js';

/** An authorization request (RFC 6749 section 4.1.1). */
export interface AuthorizeRequest {
  readonly client: Client;
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  /** Show the code instead of redirecting: `forwardingMode=showCode` in Wise's Postman collection. */
  readonly showCode: boolean;
}

/** Why the request is refused. Wise then shows an error page and does not redirect, because the redirect URI is not trusted. */
export interface AuthorizeRefusal {
  readonly problem: string;
}

/** Parses the query of an authorization request. Ignores unknown parameters, such as `claim_account_code`. */
export function readAuthorizeRequest(query: URLSearchParams, clients: Clients): AuthorizeRequest | AuthorizeRefusal {
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return { problem: `The parameter “${repeated}” was sent more than once.` };

  const client = clients.find(query.get('client_id') ?? '');
  if (!client) return { problem: 'We don’t know the app that sent you here.' };

  const redirectUri = query.get('redirect_uri') ?? undefined;
  const showCode = query.get('forwardingMode') === 'showCode';
  // "Should be equal to the value preconfigured, including the query parameters" (Wise docs, accessing accounts).
  const registered = redirectUri === undefined ? showCode : client.redirectUris.includes(redirectUri);
  if (!registered) return { problem: `${client.name} asked us to send you to an address that it has not registered.` };

  return { client, redirectUri, state: query.get('state') ?? undefined, showCode };
}
