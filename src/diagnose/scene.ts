import type { Attributes } from '../config.js';
import type { WiseLink } from '../element/wise-link.js';
import { attributesOf, readAlone } from './given.js';
import { NAVIGATION, visit, type Visit } from './visit.js';

/** What is looked at: the element, and what the server sends for its page. */
export interface Scene {
  readonly element: WiseLink;
  readonly given: Attributes;
  /** Empty, as the next one, where the attribute is wrong or serves nothing. */
  readonly redirectUri: string;
  readonly exchangeUrl: string;
  /** The other endpoints that there are. */
  readonly others: readonly string[];
  /** What the server sends for this page. */
  readonly page: Promise<Visit>;
}

/** The scene around an element. */
export function sceneOf(element: WiseLink): Scene {
  const given = attributesOf(element);
  return {
    element,
    given,
    redirectUri: readAlone('redirect-uri', given, location.href)?.redirectUri ?? '',
    exchangeUrl: readAlone('exchange-url', given, location.href)?.exchangeUrl ?? '',
    others: [
      readAlone('email-url', given, location.href)?.emailUrl,
      readAlone('start-url', given, location.href)?.startUrl,
      readAlone('status-url', given, location.href)?.statusUrl,
    ].flatMap((url) => url || []),
    page: reload(location.href),
  };
}

/**
 * Asks for a page on this origin once more, as the customer's own reload would: nothing else tells its headers. Never
 * with a code in its address.
 */
export async function reload(address: string): Promise<Visit> {
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return 'nowhere';
  if (url.searchParams.has('code')) return 'code';
  url.hash = '';
  return visit(url.href, { credentials: 'same-origin', headers: NAVIGATION });
}
