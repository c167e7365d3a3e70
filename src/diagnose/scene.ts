import type { Attributes } from '../config.js';
import type { WiseLink } from '../element/wise-link.js';
import { attributesOf, readAlone } from './given.js';
import { NAVIGATION, visit, type Visit } from './visit.js';

/** The input of all checks: the element, and the server's response for its page. */
export interface Scene {
  readonly element: WiseLink;
  readonly given: Attributes;
  /** The redirect URI. Empty if the attribute is invalid or not used. */
  readonly redirectUri: string;
  /** The URL of the exchange endpoint. Empty if the attribute is invalid or not used. */
  readonly exchangeUrl: string;
  /** The URLs of the other endpoints that are set. */
  readonly others: readonly string[];
  /** The server's response for this page. */
  readonly page: Promise<Visit>;
}

/** Collects the input of all checks for an element. */
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
 * Requests a page on this origin again, like a reload, because scripts cannot read the headers of the current document.
 * Never requests a URL with a code.
 */
export async function reload(address: string): Promise<Visit> {
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return 'nowhere';
  if (url.searchParams.has('code')) return 'code';
  url.hash = '';
  return visit(url.href, { credentials: 'same-origin', headers: NAVIGATION });
}
