import type { Client, Clients } from '../clients.js';

/** What a partner asks for when it sends a customer to Wise. */
export interface AuthorizeRequest {
  readonly client: Client;
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  /** Show the code instead of sending it to the partner: Wise's Postman collection, `forwardingMode=showCode`. */
  readonly showCode: boolean;
}

/** Why Wise shows an error page of its own. It never redirects then: the address may be anybody's. */
export interface AuthorizeRefusal {
  readonly problem: string;
}

/** Reads the query of the authorize page. Unknown parameters, such as `claim_account_code`, do no harm. */
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
