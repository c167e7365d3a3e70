import * as fc from 'fast-check';
import type { Mode } from '../../src/config.js';

/** The setting of a schedule: the element's attributes, the browser and the servers. */
export interface Setting {
  mode: Mode;
  /** The user agent. */
  device: 'desktop' | 'phone' | 'app';
  /** The registered redirect URI: the redirect page, or the page with the element. */
  redirectsTo: 'callback' | 'page';
  /** How the code is submitted: to `exchange-url`, or with an `exchange` function. */
  hands: 'url' | 'function';
  /** Whether there is an `email-url`. */
  canEmail: boolean;
  /** Whether there is a `start-url`, so that the backend starts the attempts. */
  hasStart: boolean;
  /** Whether there is a `status-url`. */
  hasStatus: boolean;
  /** The page that isolates itself (COOP). */
  coop: 'none' | 'wise' | 'callback';
  /** Whether the bank's page is in a cross-site frame. */
  isFramed: boolean;
  /** Whether a native shell opens Wise itself. */
  isShell: boolean;
  /** Whether there is a BroadcastChannel. */
  hasChannels: boolean;
  /** Whether the partner has several client ids and exchange endpoints. */
  hasClients: boolean;
  /** Whether the partner has several redirect pages. */
  hasRedirectPages: boolean;
  /** Whether scripts change the names of windows. */
  hasNames: boolean;
  /** Whether the wall clocks are set. */
  hasClocks: boolean;
}

/** The default setting. */
export const PLAIN: Setting = {
  mode: 'popup',
  device: 'desktop',
  redirectsTo: 'callback',
  hands: 'url',
  canEmail: false,
  hasStart: false,
  hasStatus: false,
  coop: 'none',
  isFramed: false,
  isShell: false,
  hasChannels: true,
  hasClients: false,
  hasRedirectPages: false,
  hasNames: false,
  hasClocks: false,
};

const seldom = fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

// Most settings have neither endpoint and change no names or clocks, so that the flows without them are tested often.
const sometimes = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Random settings. */
export const settings: fc.Arbitrary<Setting> = fc.record({
  mode: fc.constantFrom('popup', 'popup', 'redirect', 'redirect', 'email', 'auto'),
  device: fc.constantFrom('desktop', 'desktop', 'desktop', 'phone', 'app'),
  redirectsTo: fc.constantFrom('callback', 'callback', 'page'),
  hands: fc.constantFrom('url', 'url', 'function'),
  canEmail: fc.boolean(),
  hasStart: sometimes,
  hasStatus: sometimes,
  coop: fc.constantFrom('none', 'none', 'wise', 'callback'),
  isFramed: seldom,
  isShell: seldom,
  hasChannels: seldom.map((lacks) => !lacks),
  hasClients: sometimes,
  hasRedirectPages: sometimes,
  hasNames: sometimes,
  hasClocks: sometimes,
});
