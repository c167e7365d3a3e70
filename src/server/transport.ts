/** The connections to Wise. */
import { Pool, ProxyAgent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { CODINGS, decoded } from './decoded.js';
import type { SpanSubject, Telemetry } from './telemetry.js';
import { apiOrigin } from './wise-options.js';
import type { WiseFetch, WiseOptions } from './wise-options.js';

/** An answer of Wise, as much of a `Response` as is used. */
export interface WiseResponse extends Pick<Response, 'status' | 'redirected' | 'type'> {
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
}

/** A call that Wise receives at most once. */
export type WiseCaller = (url: string, init: WiseInit) => Promise<WiseResponse>;

/** The request of a call. */
export interface WiseInit {
  method?: 'POST';
  headers: Record<string, string>;
  body?: string;
  redirect: 'error';
  signal: AbortSignal;
}

/** The connections to Wise. */
export interface Transport {
  /** A call that may use an open connection. */
  fetch: WiseCaller;
  /**
   * A call with a code or a refresh token, on a connection of its own. If Wise closes an idle connection while the request is
   * on its way, nobody knows whether Wise has processed it, and a code works once.
   */
  fetchOnce: WiseCaller;
  /** Closes the connections once their calls have ended. */
  close(): Promise<void>;
}

/** Opens connections with the partner's certificate and proxy, or uses the partner's own `fetch`. */
export function openTransport(options: WiseOptions, telemetry: Telemetry): Transport {
  const { tls, proxy, fetch } = options;
  const traced = (call: WiseCaller | WiseFetch): WiseCaller => (url, init) => telemetry.span(subjectOf(url, init), () => call(url, init));
  if (fetch !== undefined) return { fetch: traced(fetch), fetchOnce: traced(fetch), close: async () => {} };
  const connect = { ...tls };
  const open = (more: Pool.Options): Dispatcher =>
    proxy === undefined ? new Pool(apiOrigin(options), { connect, ...more }) : new ProxyAgent({ uri: proxy, requestTls: connect, ...more });
  const shared = open({});
  const single = open({ pipelining: 0 });
  return {
    fetch: traced(through(shared)),
    fetchOnce: traced(through(single)),
    close: async () => {
      await Promise.all([shared.close(), single.close()]);
    },
  };
}

/** Statuses that `fetch` follows or refuses (https://fetch.spec.whatwg.org/#redirect-status). */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * `request` of undici, which follows no redirect and takes half the work of its `fetch`. Not the `fetch` of Node: that accepts only
 * Agents of the undici version inside Node.
 */
function through(dispatcher: Dispatcher): WiseCaller {
  return async (url, { method = 'GET', headers, body = null, signal }) => {
    const { statusCode, headers: received, body: stream } = await request(url, { dispatcher, method, headers: { 'User-Agent': 'wise-link', 'Accept-Encoding': CODINGS, ...headers }, body, signal });
    // Who reads the body gets the error too. Without a listener it would end the process if nobody reads.
    stream.on('error', () => {});
    const get = (name: string): string | null => String(received[name.toLowerCase()] ?? '') || null;
    if (REDIRECTS.has(statusCode)) {
      stream.destroy();
      throw new TypeError('Wise answered with a redirect.');
    }
    return { status: statusCode, redirected: false, type: 'default', headers: { get }, body: decoded(stream, get('Content-Encoding') ?? '') };
  };
}

// The paths of Wise that are called have no ids.
function subjectOf(url: string, { method = 'GET' }: Pick<RequestInit, 'method'>): SpanSubject {
  const { pathname, hostname } = new URL(url);
  return { name: `${method} ${pathname}`, kind: 'client', attributes: { 'http.request.method': method, 'server.address': hostname, 'url.path': pathname } };
}
