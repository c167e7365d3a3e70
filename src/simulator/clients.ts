/** A partner that is registered with Wise as an OAuth client. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The name on the consent page. */
  readonly name: string;
  readonly redirectUris: readonly string[];
}

/** The secret of a client without one of its own. It has no character that form-encoding changes (RFC 6749 section 2.3.1). */
export const DEFAULT_SECRET = 'banksecret';

/** The redirect URIs of the demo bank. */
export function meridianPages(partnerOrigin: string): string[] {
  const callback = 'wise-callback.html';
  return [callback, `${callback}?via=query`, 'same-page.html'].map((page) => `${partnerOrigin}/${page}`);
}

/** The client of the demo bank. */
export function meridianBank(partnerOrigin: string): Client {
  return { clientId: 'bank', clientSecret: DEFAULT_SECRET, name: 'Meridian Bank', redirectUris: meridianPages(partnerOrigin) };
}

/** The registered partners. */
export class Clients {
  #clients: ReadonlyMap<string, Client>;

  constructor(clients: readonly Client[]) {
    this.#clients = new Map(clients.map((client) => [client.clientId, client]));
  }

  find(clientId: string): Client | undefined {
    return this.#clients.get(clientId);
  }

  all(): Client[] {
    return [...this.#clients.values()];
  }
}
