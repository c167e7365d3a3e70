/** A path without what hosts add or take away by themselves: a slash at the end, `.html`, `index.html`. */
const plain = (pathname: string): string => pathname.replace(/(\/index)?(\.html?)?\/?$/, '');

/** A language before the path, as hosts add one by themselves. */
const LANGUAGE = /^\/[a-z]{2}([-_][a-z]{2,4})?(?=\/|$)/i;

/**
 * Whether an address is the registered redirect URI, with the authorization response in it. A response counts nowhere else
 * (RFC 9700 §4.4): the same origin, the same path but for what hosts change, and every parameter that was registered.
 */
export function isAtRedirectUri({ origin, pathname, searchParams }: URL, redirectUri: string): boolean {
  const registered = new URL(redirectUri);
  const isSamePath = [pathname, pathname.replace(LANGUAGE, '')].some((path) => plain(path) === plain(registered.pathname));
  const isUnchanged = (name: string): boolean => searchParams.getAll(name).join() === registered.searchParams.getAll(name).join();
  return origin === registered.origin && isSamePath && [...registered.searchParams.keys()].every(isUnchanged);
}

/** What a response is compared with. */
export interface Expected {
  state: string;
  config: { redirectUri: string };
}

/** Whether a URL answers an attempt: its state, at its own redirect URI. What it says is not looked at. */
export const isResponseTo = (url: URL, { state, config }: Expected): boolean =>
  url.searchParams.get('state') === state && isAtRedirectUri(url, config.redirectUri);
