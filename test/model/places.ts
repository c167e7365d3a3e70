/** The URLs of the simulation: the bank's origin. */
export const BANK = 'https://bank.example';

/** The page with the element. */
export const PAGE = `${BANK}/link`;

/** The redirect page. */
export const CALLBACK = `${BANK}/wise-callback.html`;

/** Another redirect page. */
export const OTHER_CALLBACK = `${BANK}/other-callback.html`;

/** The redirect URIs that the partner has registered. */
export const REDIRECT_URIS: readonly string[] = [CALLBACK, OTHER_CALLBACK, PAGE];

/** The redirect URI after this one. */
export const nextRedirectUri = (uri: string): string => REDIRECT_URIS[(REDIRECT_URIS.indexOf(uri) + 1) % REDIRECT_URIS.length] ?? CALLBACK;

/** The authorize page of Wise. */
export const WISE = 'https://wise-sandbox.com/oauth/authorize/';

/** A page on another site. */
export const OTHER_SITE = 'https://other.example/';

/** The kind of a page. */
export type Kind = 'bank' | 'callback' | 'wise' | 'other' | 'blank';

/** The kind of the page at a URL. */
export function kindOf(url: string): Kind {
  if (url.startsWith(CALLBACK) || url.startsWith(OTHER_CALLBACK)) return 'callback';
  if (url.startsWith(PAGE)) return 'bank';
  if (url.startsWith(WISE)) return 'wise';
  return url.startsWith(OTHER_SITE) ? 'other' : 'blank';
}
