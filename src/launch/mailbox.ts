/**
 * The one contract between `<wise-link>` and the redirect page: how a letter (the URL with which Wise sent the
 * customer back) gets from one to the other. Both sides carry this file, so it knows nothing else and stays tiny.
 *
 * A letter is only paper. Whoever takes one reads it again as a stranger's.
 */
const NAME = 'wise-link:';

/** A redirect under way in this tab, kept in session storage under its state. Nothing personal is in it. */
export interface Pending {
  /** The authorization request: it tells whose redirect it is. */
  url: string;
  /** Where the customer left, and where the redirect page sends him back to. */
  returnTo: string;
  /** When the attempt ends, in milliseconds since 1970, as a text. */
  expires: string;
  /** The URL with which Wise sent him back: only between the redirect page and the page that he left. */
  letter?: string;
}

/** What comes over a road: a letter, or the receipt for one. */
interface Message {
  type: string;
  letter?: unknown;
}

/**
 * Opens both roads to the other side, and closes them when `signal` aborts: messages with the window `peer` on our own
 * origin, and a channel named by the state. COOP on Wise's pages cuts the first; a frame on another site the second.
 */
function roads(state: string, peer: Window | null, signal: AbortSignal, heard: (letter: unknown) => void) {
  const hear = (data: unknown): void => {
    if (data instanceof Object && (data as Message).type === NAME + 1) heard((data as Message).letter);
  };
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel(NAME + state);
  } catch {
    // Too old a browser, or Firefox with all cookies blocked: the other road remains.
  }
  channel?.addEventListener('message', ({ data }) => hear(data), { signal });
  addEventListener('message', ({ origin, source, data }) => origin === location.origin && source === peer && hear(data), {
    signal,
  });
  signal.addEventListener('abort', () => channel?.close());
  return (letter?: string): void => {
    const message: Message = { type: NAME + 1, letter };
    peer?.postMessage(message, location.origin);
    channel?.postMessage(message);
  };
}

/** Resolves with the first letter that bears this state, by whichever road it comes, and acknowledges it. */
export const receive = (state: string, peer: Window | null, signal: AbortSignal): Promise<URL> =>
  new Promise((resolve) => {
    const send = roads(state, peer, signal, (letter) => {
      if (typeof letter !== 'string' || letter.length > 4096 || !URL.canParse(letter)) return;
      const url = new URL(letter);
      if (url.searchParams.get('state') !== state) return;
      send();
      resolve(url);
    });
  });

/** Sends the letter by both roads, and again every second, until a receipt comes or `leaving` aborts. */
export const deliver = (state: string, letter: string, leaving = new AbortController()): Promise<void> =>
  new Promise((resolve) => {
    const { signal } = leaving;
    const send = roads(state, opener, signal, (reply) => {
      if (reply !== undefined) return; // another copy of this page sends the same letter
      leaving.abort();
      resolve();
    });
    const timer = setInterval(send, 1000, letter);
    signal.addEventListener('abort', () => clearInterval(timer));
    send(letter);
  });

/**
 * Takes the letter out of the address bar, so that Back, reload and a duplicated tab find none. The partner's own
 * parameters stay.
 */
export function takeLetter(): string {
  const url = new URL(location.href);
  for (const name of Array.from(url.searchParams.keys())) {
    if (/^(code|state|profileid|error|error_\w+|iss)$/i.test(name)) url.searchParams.delete(name);
  }
  const letter = location.href;
  history.replaceState(history.state, '', url);
  return letter;
}

/** Notes that this tab leaves for Wise. Throws if the browser keeps nothing: then it must not leave. */
export const pend = (state: string, pending: Partial<Pending>): void =>
  sessionStorage.setItem(NAME + state, `${new URLSearchParams({ ...pending })}`);

/** The redirects of this tab, by state. Anything may stand there that a page can write: every member is in doubt. */
export function pended(): Map<string, Partial<Pending>> {
  const found = new Map<string, Partial<Pending>>();
  try {
    for (const key of Object.keys(sessionStorage)) {
      // A form of note that can be read without fail, whatever it is.
      const note = new URLSearchParams(sessionStorage[key]);
      if (key.startsWith(NAME)) found.set(key.slice(NAME.length), Object.fromEntries(note));
    }
  } catch {
    // Storage is closed to us.
  }
  return found;
}

/** Removes the note. */
export const forget = (state: string): void => sessionStorage.removeItem(NAME + state);
