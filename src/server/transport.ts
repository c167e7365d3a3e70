/** The connections to Wise. */
import { Agent, ProxyAgent, fetch as undiciFetch } from 'undici';
import type { SpanSubject, Telemetry } from './telemetry.js';
import type { WiseFetch, WiseOptions } from './wise-options.js';

type UndiciInit = NonNullable<Parameters<typeof undiciFetch>[1]>;

/** The connections to Wise. */
export interface Transport {
  /** A call that may use an open connection. */
  fetch: WiseFetch;
  /**
   * A call with a code or a refresh token, on a connection of its own. If Wise closes an idle connection while the request is
   * on its way, nobody knows whether Wise has processed it, and a code works once.
   */
  fetchOnce: WiseFetch;
  /** Closes the connections once their calls have ended. */
  close(): Promise<void>;
}

/** Opens connections with the partner's certificate and proxy, or uses the partner's own `fetch`. */
export function openTransport({ tls, proxy, fetch }: WiseOptions, telemetry: Telemetry): Transport {
  const traced = (call: WiseFetch): WiseFetch => (url, init) => telemetry.span(subjectOf(url, init), () => call(url, init));
  if (fetch !== undefined) return { fetch: traced(fetch), fetchOnce: traced(fetch), close: async () => {} };
  const connect = { ...tls };
  const open = (more: Agent.Options): Agent | ProxyAgent =>
    proxy === undefined ? new Agent({ connect, ...more }) : new ProxyAgent({ uri: proxy, requestTls: connect, ...more });
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

/**
 * undici's own `fetch`: the one of Node accepts only Agents of the undici version inside Node. Its `Response` is not the
 * global class, which matters to no caller.
 */
function through(dispatcher: Agent | ProxyAgent): WiseFetch {
  return async (url, init) => (await undiciFetch(url, { ...(init as UndiciInit), dispatcher })) as unknown as Response;
}

// The paths of Wise that are called have no ids.
function subjectOf(url: string, { method = 'GET' }: RequestInit): SpanSubject {
  const { pathname, hostname } = new URL(url);
  return { name: `${method} ${pathname}`, kind: 'client', attributes: { 'http.request.method': method, 'server.address': hostname, 'url.path': pathname } };
}
