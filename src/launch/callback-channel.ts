/**
 * The one contract between `<wise-link>` and the redirect page: how a letter (the URL with which Wise sent the
 * customer back) gets from one to the other. Both sides carry this file, so it stays tiny.
 *
 * A letter is only paper. Whoever takes one reads it again as a stranger's.
 */
import { NAME } from '../name-prefix.js';

/** What comes over a road: a letter, or the receipt for one. */
interface Message {
  type: string;
  letter?: unknown;
}

/** By which of the two it came. */
type MessageTransport = 'message' | 'channel';

/**
 * Opens both roads to the other side, and closes them when `signal` aborts: messages on our own origin between a
 * window and the one that opened it, and a channel named by the state. COOP on Wise's pages cuts the first; a frame
 * on another site the second.
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
    // Too old a browser, or Firefox with all cookies blocked: the other road remains.
  }
  channel?.addEventListener('message', ({ data }) => receive(data, 'channel'), { signal });
  addEventListener(
    'message',
    ({ origin, source, data }) => {
      // Which windows are ours can be asked of one on our own origin only.
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

/** Sends the letter by both roads, and again every second, until a receipt comes or `leaving` aborts. */
export const deliver = (state: string, response: string, leaving = new AbortController()): Promise<void> =>
  new Promise((resolve) => {
    const { signal } = leaving;
    const send = openTransports(state, signal, (reply) => {
      if (reply !== undefined) return; // another copy of this page sends the same letter
      leaving.abort();
      resolve();
    });
    const timer = setInterval(send, 1000, response);
    signal.addEventListener('abort', () => clearInterval(timer));
    send(response);
  });
