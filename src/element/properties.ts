import { ReactiveElement, type PropertyDeclarations } from 'lit';
import type { Environment, Mode } from '../config.js';
import type { Exchange, RequestHeaders } from '../contract.js';
import type { Messages } from '../locales/catalogues.js';

/**
 * The attributes, properties and CSS custom properties of the element.
 *
 * @cssproperty [--wise-link-accent] - Colour of the main button, the icon and of progress.
 * @cssproperty [--wise-link-on-accent=Canvas] - Colour of text on the main button.
 * @cssproperty [--wise-link-text=CanvasText] - Colour of text.
 * @cssproperty [--wise-link-muted] - Colour of what is said besides.
 * @cssproperty [--wise-link-surface=Canvas] - Colour of the card.
 * @cssproperty [--wise-link-tint] - Colour behind the icon.
 * @cssproperty [--wise-link-danger] - Colour of errors.
 * @cssproperty [--wise-link-success] - Colour of the icon of a link; the accent by default.
 * @cssproperty [--wise-link-border] - Colour of borders.
 * @cssproperty [--wise-link-border-width=1px] - Width of borders.
 * @cssproperty [--wise-link-focus] - Colour of the ring of the focus; the accent by default.
 * @cssproperty [--wise-link-focus-width=3px] - Width of the ring of the focus.
 * @cssproperty [--wise-link-radius=12px] - Radius of the card's corners.
 * @cssproperty [--wise-link-control-radius] - Radius of buttons and field; two thirds of the card's by default.
 * @cssproperty [--wise-link-control-height=44px] - Least height of buttons and field; never less than 44px.
 * @cssproperty [--wise-link-space=0.75rem] - Between things; the card's padding is 1.75 of it.
 * @cssproperty [--wise-link-font] - Font family; the page's by default.
 * @cssproperty [--wise-link-font-size] - Font size; the page's by default.
 * @cssproperty [--wise-link-width=26rem] - Greatest width of the card.
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

  /** `sandbox` or `production`. Must be set: there is no default. */
  declare environment: Environment | undefined;
  /** The partner's client id at Wise (RFC 6749 §2.2). */
  declare clientId: string | undefined;
  /** The redirect URI, byte for byte as registered with Wise (RFC 6749 §3.1.2). An https: or loopback URI. */
  declare redirectUri: string | undefined;
  /** The partner's endpoint that gets the code by POST. On the page's own origin. */
  declare exchangeUrl: string | undefined;
  /** The partner's endpoint that begins an attempt, bound to the customer's session. Without it the element begins it. */
  declare startUrl: string | undefined;
  /** The partner's endpoint for the status: asked when the page is opened, and after a response was lost. */
  declare statusUrl: string | undefined;
  /** The partner's endpoint that has Wise send the e-mail. Without it the e-mail flow begins with the code field. */
  declare emailUrl: string | undefined;
  /** Another authorize page: on a Wise host or on loopback. The default is that of `environment`. */
  declare authorizeUrl: string | undefined;
  /** `auto` (the default), `popup`, `redirect` or `email`. */
  declare mode: Mode | undefined;
  /** The partner's name, as customers read it in sentences. Without it, the sentences say "we". */
  declare partnerName: string | undefined;
  /** `light`, `dark` or `auto` (the default): follows the page's `color-scheme`. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** `card` (the default), or `button`: without a border, and at first only the button. */
  declare appearance: 'card' | 'button' | undefined;
  /** The partner's own words, instead of single sentences of the catalogue. `{partner}` stands for `partnerName`. */
  declare messages: Messages | undefined;
  /** Submits the code, instead of `exchange-url`. Resolves to an Answer; rejects with problem details (RFC 9457). */
  declare exchange: Exchange | undefined;
  /** Extra request headers, e.g. the partner's CSRF token: an object, entries or `Headers`; or a function that returns them. */
  declare headers: RequestHeaders | undefined;
}
