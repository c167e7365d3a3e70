import { Agent, ProxyAgent, fetch as undiciFetch } from 'undici';
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
export function openTransport({ tls, proxy, fetch }: WiseOptions): Transport {
  if (fetch !== undefined) return { fetch, fetchOnce: fetch, close: async () => {} };
  const connect = { ...tls };
  const open = (more: Agent.Options): Agent | ProxyAgent =>
    proxy === undefined ? new Agent({ connect, ...more }) : new ProxyAgent({ uri: proxy, requestTls: connect, ...more });
  const shared = open({});
  const single = open({ pipelining: 0 });
  return {
    fetch: through(shared),
    fetchOnce: through(single),
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
