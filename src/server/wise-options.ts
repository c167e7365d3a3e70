/** The Wise environment. Clients, codes and tokens of one do not work in the other. */
export type Environment = 'sandbox' | 'production';

/** The client certificate (mTLS) that Wise asks of OAuth partners, and the certificates to trust. All are PEM texts. */
export interface TlsOptions {
  /** The client certificate. Needs `key`. */
  cert?: string | Buffer;
  /** The private key of the client certificate. Needs `cert`. */
  key?: string | Buffer;
  /** The certificate authorities to trust instead of those of Node, for example of a proxy that ends TLS. */
  ca?: string | Buffer;
}

/** A `fetch` of the partner's own. The request refuses redirects and has a timeout. */
export type WiseFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where Wise is, who the partner is, and how to connect. */
export interface WiseOptions {
  environment: Environment;
  /** The client id and secret that Wise issued for the environment. */
  clientId: string;
  clientSecret: string;
  /** The origin of the API. Default: that of the environment, the one for client certificates if `tls` has a certificate. */
  apiUrl?: string;
  /** Wise's authorization endpoint. Default: that of the environment. Another one must be on the same host, or on loopback. */
  authorizeUrl?: string;
  /** A version of Wise's API, such as `2026Q3`, which becomes the first part of each path. Default: none, the paths with `/v1` and `/v2`. */
  apiVersion?: string;
  tls?: TlsOptions;
  /** The URL of an HTTP proxy. Default: none. Environment variables are not read. */
  proxy?: string;
  /** Replaces the connections of this library. Not together with `tls` or `proxy`. */
  fetch?: WiseFetch;
  /** The time for one call in milliseconds, from the connection to the end of the answer. Default: `limits.wiseTimeoutMs`, 8000. */
  timeoutMs?: number;
}

/** The origins of the API, without and with a client certificate (https://docs.wise.com/guides/developer/environments). */
const API_ORIGINS: Readonly<Record<Environment, readonly [plain: string, certified: string]>> = {
  sandbox: ['https://api.wise-sandbox.com', 'https://api-mtls.wise-sandbox.com'],
  production: ['https://api.wise.com', 'https://api-mtls.transferwise.com'],
};

/** The origin of the API: the given one, or that of the environment. */
export function apiOrigin({ environment, apiUrl, tls }: WiseOptions): string {
  const [plain, certified] = API_ORIGINS[environment];
  return apiUrl ?? (tls?.cert === undefined ? plain : certified);
}
