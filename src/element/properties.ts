import { ReactiveElement, type PropertyDeclarations } from '@lit/reactive-element';
import type { Environment, Mode } from '../config.js';
import type { Exchange, RequestHeaders } from '../contract.js';
import type { Messages } from '../locales/catalogues.js';

/**
 * The attributes, properties and CSS custom properties of the element.
 *
 * @cssproperty [--wise-link-accent] - Color of the main button, of buttons without a border, and of the icons.
 * @cssproperty [--wise-link-on-accent=Canvas] - Color of text on the main button.
 * @cssproperty [--wise-link-text=CanvasText] - Color of text.
 * @cssproperty [--wise-link-muted] - Color of secondary text, of the field's border, and of the buttons'. At least 3:1 on the surface; 4.5:1 for the text.
 * @cssproperty [--wise-link-surface=Canvas] - Color of the card.
 * @cssproperty [--wise-link-tint] - Color behind the icons.
 * @cssproperty [--wise-link-danger] - Color of errors.
 * @cssproperty [--wise-link-success] - Color of the connection when the account is linked; the accent by default.
 * @cssproperty [--wise-link-border] - Color of the borders of the card and of the account.
 * @cssproperty [--wise-link-border-width=1px] - Width of borders.
 * @cssproperty [--wise-link-focus] - Color of the focus ring; the accent by default.
 * @cssproperty [--wise-link-focus-width=3px] - Width of the focus ring.
 * @cssproperty [--wise-link-radius=12px] - Radius of the card's corners.
 * @cssproperty [--wise-link-control-radius] - Radius of the buttons and the field; two thirds of the card's by default.
 * @cssproperty [--wise-link-control-height=44px] - Minimum height of the buttons and the field; never less than 44px.
 * @cssproperty [--wise-link-space=0.75rem] - Gap between the parts; the card's padding is 1.75 times this.
 * @cssproperty [--wise-link-font] - Font family; the page's by default.
 * @cssproperty [--wise-link-font-size] - Font size; the page's by default.
 * @cssproperty [--wise-link-width=26rem] - Maximum width of the card.
 * @cssproperty [--wise-link-shadow=none] - Shadow of the card.
 */
export class WiseLinkProperties extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    environment: {},
    clientId: { attribute: 'client-id' },
    redirectUri: { attribute: 'redirect-uri' },
    exchangeUrl: { attribute: 'exchange-url' },
    startUrl: { attribute: 'start-url' },
    statusUrl: { attribute: 'status-url' },
    emailUrl: { attribute: 'email-url' },
    authorizeUrl: { attribute: 'authorize-url' },
    mode: {},
    partnerName: { attribute: 'partner-name' },
    theme: { reflect: true },
    appearance: { reflect: true },
    exchange: { attribute: false },
    headers: { attribute: false },
    messages: { attribute: false },
  };

  /** `sandbox` or `production`. Required: there is no default. */
  declare environment: Environment | undefined;
  /** The partner's client id at Wise (RFC 6749 §2.2). */
  declare clientId: string | undefined;
  /** The redirect URI, byte for byte as registered with Wise (RFC 6749 §3.1.2). An https: or loopback URI. */
  declare redirectUri: string | undefined;
  /** The partner's endpoint to which the code is sent by POST. On the page's own origin. */
  declare exchangeUrl: string | undefined;
  /** The partner's endpoint that starts an attempt, bound to the customer's session. Without it, the element starts attempts itself. */
  declare startUrl: string | undefined;
  /** The partner's endpoint for the status. Requested when the page opens, and after a response was lost. */
  declare statusUrl: string | undefined;
  /** The partner's endpoint that makes Wise send the email. Without it, the email flow starts with the code field. */
  declare emailUrl: string | undefined;
  /** Another authorization endpoint (RFC 6749 §3.1), on a Wise host or on loopback. Default: that of `environment`. */
  declare authorizeUrl: string | undefined;
  /** `auto` (the default), `popup`, `redirect` or `email`. */
  declare mode: Mode | undefined;
  /** The partner's name, as customers know it. Without it, sentences say "we". */
  declare partnerName: string | undefined;
  /** `light`, `dark` or `auto` (the default): follows the page's `color-scheme`. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** `card` (the default), or `button`: no border, and only the button until the customer starts. */
  declare appearance: 'card' | 'button' | undefined;
  /** The partner's own sentences, each in place of one of the catalogue. `{partner}` stands for `partnerName`. */
  declare messages: Messages | undefined;
  /** Submits the code, instead of `exchange-url`. Resolves to an Answer; rejects with problem details (RFC 9457). */
  declare exchange: Exchange | undefined;
  /** Extra request headers, for example the partner's CSRF token: an object, entries or `Headers`; or a function that returns them. */
  declare headers: RequestHeaders | undefined;
}
