import type { Client, Clients } from '../clients.js';

/** An authorization request (RFC 6749 section 4.1.1). */
export interface AuthorizeRequest {
  readonly client: Client;
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  /** Show the code instead of redirecting: `forwardingMode=showCode` in Wise's Postman collection. */
  readonly showCode: boolean;
  /** What was sent that Wise does not document, for developers. Wise ignores it. */
  readonly ignored: readonly string[];
}

/** Why the request is refused. Wise then shows an error page and does not redirect, because the redirect URI is not trusted. */
export interface AuthorizeRefusal {
  /** For the customer. */
  readonly problem: string;
  /** For the log. Does not repeat what was sent. */
  readonly reason: string;
  /** For developers, if something is not registered. */
  readonly unregistered?: Unregistered;
}

/** What is not registered, what is, and the option that registers more. */
export interface Unregistered {
  readonly what: 'client id' | 'redirect URI';
  readonly sent: string;
  readonly registered: readonly string[];
  readonly option: '--client-id' | '--redirect-uri';
}

/** Parses the query of an authorization request. Ignores unknown parameters, such as `claim_account_code`. */
export function readAuthorizeRequest(query: URLSearchParams, clients: Clients): AuthorizeRequest | AuthorizeRefusal {
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return { problem: `The parameter “${repeated}” was sent more than once.`, reason: 'a parameter was sent more than once' };

  const clientId = query.get('client_id') ?? '';
  const client = clients.find(clientId);
  if (!client) return unknownClient(clientId, clients);

  const redirectUri = query.get('redirect_uri') ?? undefined;
  const showCode = query.get('forwardingMode') === 'showCode';
  // "Should be equal to the value preconfigured, including the query parameters" (Wise docs, accessing accounts).
  const isRegistered = redirectUri === undefined ? showCode : client.redirectUris.includes(redirectUri);
  return isRegistered ? { client, redirectUri, state: query.get('state') ?? undefined, showCode, ignored: ignoredParameters(query) } : unknownRedirectUri(redirectUri, client);
}

/** The parameters that Wise documents nowhere and that a client may rely on. Names only: a value could be a secret. */
function ignoredParameters(query: URLSearchParams): string[] {
  const responseType = query.get('response_type');
  return [
    ...['code_challenge', 'code_challenge_method'].filter((name) => query.has(name)),
    ...(responseType === null || responseType === 'code' ? [] : ['response_type']),
  ];
}

function unknownClient(sent: string, clients: Clients): AuthorizeRefusal {
  const registered = clients.all().map(({ clientId }) => clientId);
  return {
    problem: 'We don’t know the app that sent you here.',
    reason: `the client id is not registered; there is ${registered.join(', ')}`,
    unregistered: { what: 'client id', sent, registered, option: '--client-id' },
  };
}

function unknownRedirectUri(sent: string | undefined, { clientId, name, redirectUris }: Client): AuthorizeRefusal {
  return {
    problem: `${name} asked us to send you to an address that it has not registered.`,
    reason: `the redirect URI is ${sent === undefined ? 'missing' : `not registered for ${clientId}`}`,
    unregistered: { what: 'redirect URI', sent: sent ?? '', registered: redirectUris, option: '--redirect-uri' },
  };
}
