/** A partner that is registered with Wise as an OAuth client. */
export interface Client {
  readonly clientId: string;
  readonly secret: string;
  /** The name on the consent page. */
  readonly name: string;
  readonly redirectUris: readonly string[];
}

/** The client of the demo bank. */
export function meridianBank(partnerOrigin: string): Client {
  const callback = 'wise-callback.html';
  const pages = [callback, `${callback}?via=query`, 'same-page.html'];
  return {
    clientId: 'bank',
    secret: 'bank-secret',
    name: 'Meridian Bank',
    redirectUris: pages.map((page) => `${partnerOrigin}/${page}`),
  };
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
