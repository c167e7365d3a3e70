/** The entry for npm: defines `<wise-link>`. */
import { isSupported, warnUnsupported } from './element/browser-support.js';
import { WiseLink } from './element/wise-link.js';

export type { Environment, Mode } from './config.js';
export type { Answer, Confirmation, Exchange, ExchangePayload, Grant, Link, RequestHeaders } from './contract.js';
export { LinkError, type ErrorCode } from './errors.js';
export {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from './events.js';
export type { ExitReason, Phase } from './flow/state.js';
export type { Catalogue, Loader, Messages } from './locales/catalogues.js';
export type { Words } from './locales/en.js';
export { WiseLink };

declare global {
  interface HTMLElementTagNameMap {
    'wise-link': WiseLink;
  }
}

// A second copy on the page must not throw: the first one is used. In a browser that is too old, the fallback children stay.
if (!customElements.get('wise-link')) {
  if (isSupported()) customElements.define('wise-link', WiseLink);
  else warnUnsupported();
}
