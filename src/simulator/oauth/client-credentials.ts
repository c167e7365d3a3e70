import type { Client, Clients } from '../clients.js';

/** Why a client is refused, in words for the log. */
export interface CredentialsProblem {
  readonly problem: string;
}

/** Authenticates a client with HTTP Basic, the only method that Wise documents. `form` is the request's body. */
export function authenticated(header: string | undefined, form: URLSearchParams, clients: Clients): Client | CredentialsProblem {
  if (header === undefined) {
    return form.has('client_secret')
      ? { problem: 'the credentials are in the body; send them as HTTP Basic (client_secret_basic)' }
      : { problem: 'there is no Authorization header' };
  }
  const [, encoded] = /^Basic (.+)$/i.exec(header) ?? [];
  if (encoded === undefined) return { problem: 'the Authorization header is not HTTP Basic' };
  const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const client = clients.find(clientId);
  if (!client) return { problem: `the client id is not registered; there is ${clients.all().map((one) => one.clientId).join(', ')}` };
  return client.clientSecret === secret.join(':') ? client : { problem: `the secret of ${client.clientId} is wrong` };
}
