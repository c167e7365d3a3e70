/** A path without what hosts add or remove: a trailing slash, `.html`, `index.html`. */
const plain = (pathname: string): string => pathname.replace(/(\/index)?(\.html?)?\/?$/, '');

/** A language prefix, which some hosts add. */
const LANGUAGE = /^\/[a-z]{2}([-_][a-z]{2,4})?(?=\/|$)/i;

/**
 * Whether a URL is the registered redirect URI, with the parameters of a response. A response is valid only there (RFC 9700 §4.4).
 * Compares the origin, the path without what hosts change, and every registered parameter.
 */
export function isAtRedirectUri({ origin, pathname, searchParams }: URL, redirectUri: string): boolean {
  const registered = new URL(redirectUri);
  const isSamePath = [pathname, pathname.replace(LANGUAGE, '')].some((path) => plain(path) === plain(registered.pathname));
  const isUnchanged = (name: string): boolean => searchParams.getAll(name).join() === registered.searchParams.getAll(name).join();
  return origin === registered.origin && isSamePath && [...registered.searchParams.keys()].every(isUnchanged);
}

/** The attempt that a response must match. */
export interface Expected {
  state: string;
  config: { redirectUri: string };
}

/** Whether a URL is a response to the attempt: its state, at its redirect URI. Does not validate the rest. */
export const isResponseTo = (url: URL, { state, config }: Expected): boolean =>
  url.searchParams.get('state') === state && isAtRedirectUri(url, config.redirectUri);
