import type { Places } from './attributes.js';

/** Where the playground runs: beside the demo's bank, or alone, as a page of the documentation. */
export interface Place {
  hasBank: boolean;
  places: Places;
}

/** Reads the place from the link to the outbox, whose address only the demo's server writes. */
export function placeOf(outbox: HTMLAnchorElement): Place {
  const hasBank = outbox.protocol === 'http:' && !outbox.pathname.includes('__WISE__');
  const callback = hasBank ? '/wise-callback.html' : '../wise-callback.html';
  return {
    hasBank,
    places: { 'redirect-uri': new URL(callback, location.href).href, 'authorize-url': hasBank ? `${outbox.origin}/oauth/authorize/` : '' },
  };
}
