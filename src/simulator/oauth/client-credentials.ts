import type { Client, Clients } from '../clients.js';

/** Why a client is refused, in words for the log. */
export interface CredentialsProblem {
  readonly problem: string;
}

/**
 * Authenticates a client with HTTP Basic, the only method that Wise documents. Takes the id and the secret as they are, as
 * Wise's samples send them, and form-encoded (RFC 6749 section 2.3.1), as strict libraries do, unless `rawOnly`.
 */
export function authenticated(header: string | undefined, form: URLSearchParams, clients: Clients, rawOnly: boolean): Client | CredentialsProblem {
  if (header === undefined) {
    return form.has('client_secret')
      ? { problem: 'the credentials are in the body; send them as HTTP Basic (client_secret_basic)' }
      : { problem: 'there is no Authorization header' };
  }
  const [, encoded] = /^Basic (.+)$/i.exec(header) ?? [];
  if (encoded === undefined) return { problem: 'the Authorization header is not HTTP Basic' };
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const secret = rest.join(':');
  const raw = matching(clients, id, secret);
  if (!('problem' in raw)) return raw;
  const [decodedId, decodedSecret] = [formDecoded(id), formDecoded(secret)];
  if (decodedId === undefined || decodedSecret === undefined) return raw;
  const decoded = matching(clients, decodedId, decodedSecret);
  return rawOnly && !('problem' in decoded)
    ? { problem: 'the credentials are form-encoded inside HTTP Basic, and the switch "rawCredentials" takes them only as they are' }
    : decoded;
}

function matching(clients: Clients, id: string, secret: string): Client | CredentialsProblem {
  const client = clients.find(id);
  if (!client) return { problem: `the client id is not registered; there is ${clients.all().map(({ clientId }) => clientId).join(', ')}` };
  return client.clientSecret === secret ? client : { problem: `the secret of ${client.clientId} is wrong` };
}

/** Decodes application/x-www-form-urlencoded; `undefined` if the text is not encoded correctly. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
