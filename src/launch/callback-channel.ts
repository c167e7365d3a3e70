/**
 * The callback channel between `<wise-link>` and the redirect page: delivers the authorization response, as a URL. Both files
 * contain this module, so it stays small.
 *
 * The response is untrusted input: the receiver validates it.
 */
import { NAME } from '../name-prefix.js';

/**
 * A response, or without `letter` the receipt for one. A wire format that must not change: partners deploy the redirect page and
 * the element at different times.
 */
interface Message {
  type: string;
  letter?: unknown;
}

/** The transport of a message. */
type MessageTransport = 'message' | 'channel';

/**
 * Opens both transports, and closes them when `signal` aborts: postMessage between a window and its opener on this origin, and a
 * BroadcastChannel named by the state. COOP on Wise's pages blocks the first, storage partitioning in a third-party frame the
 * second. Returns a function that sends a response, or without one a receipt.
 */
export function openTransports(state: string, signal: AbortSignal, received: (response: unknown, transport: MessageTransport) => void): (response?: string) => void {
  let peer: Window | null = window.opener;
  const receive = (data: Partial<Message> | null, transport: MessageTransport): void => {
    if (data?.type === NAME + 1) received(data.letter, transport);
  };
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel(NAME + state);
  } catch {
    // Not supported, or Firefox with all cookies blocked: postMessage remains.
  }
  channel?.addEventListener('message', ({ data }) => receive(data, 'channel'), { signal });
  addEventListener(
    'message',
    ({ origin, source, data }) => {
      // `opener` is readable on this origin only, so the origin is compared first.
      if (origin !== location.origin || !source || (source !== peer && (source as Window).opener !== self)) return;
      peer = source as Window;
      receive(data, 'message');
    },
    { signal },
  );
  signal.addEventListener('abort', () => channel?.close());
  return (response?: string): void => {
    const message: Message = { type: NAME + 1, letter: response };
    peer?.postMessage(message, location.origin);
    channel?.postMessage(message);
  };
}

/** Sends the response over both transports, every second, until a receipt arrives or `leaving` aborts. */
export const deliver = (state: string, response: string, leaving = new AbortController()): Promise<void> =>
  new Promise((resolve) => {
    const { signal } = leaving;
    const send = openTransports(state, signal, (reply) => {
      if (reply !== undefined) return; // another copy of this page sends the same response
      leaving.abort();
      resolve();
    });
    const timer = setInterval(send, 1000, response);
    signal.addEventListener('abort', () => clearInterval(timer));
    send(response);
  });
