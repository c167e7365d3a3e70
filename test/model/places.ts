/** The bank's origin. */
export const BANK = 'https://bank.example';

/** The page that holds the element. */
export const PAGE = `${BANK}/link`;

/** The redirect page. */
export const CALLBACK = `${BANK}/wise-callback.html`;

/** Where Wise asks the customer. */
export const WISE = 'https://wise-sandbox.com/oauth/authorize/';

/** A page of nobody's. */
export const STRANGER = 'https://stranger.example/';

/** What kind of page stands at an address. */
export type Kind = 'bank' | 'callback' | 'wise' | 'stranger' | 'blank';

/** The kind of page that stands at an address. */
export function kindOf(url: string): Kind {
  if (url.startsWith(CALLBACK)) return 'callback';
  if (url.startsWith(PAGE)) return 'bank';
  if (url.startsWith(WISE)) return 'wise';
  return url.startsWith(STRANGER) ? 'stranger' : 'blank';
}
