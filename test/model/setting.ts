import * as fc from 'fast-check';
import type { Mode } from '../../src/config.js';

/** What holds for a whole schedule: the element's attributes, the browser, the servers. */
export interface Setting {
  mode: Mode;
  /** Which browser it says it is. */
  device: 'desktop' | 'phone' | 'app';
  /** What is registered with Wise: the redirect page, or the page that holds the element. */
  redirectsTo: 'callback' | 'page';
  /** How the code is handed over: by `exchange-url`, or by an `exchange` function. */
  hands: 'url' | 'function';
  /** Whether there is an `email-url`. */
  canEmail: boolean;
  /** Whether there is a `start-url`: then the backend begins the attempts. */
  hasStart: boolean;
  /** Whether there is a `status-url`. */
  hasStatus: boolean;
  /** Which pages isolate themselves (COOP). */
  coop: 'none' | 'wise' | 'callback';
  /** Whether the bank's page is in a frame on somebody else's. */
  isFramed: boolean;
  /** Whether a native shell opens Wise itself. */
  isShell: boolean;
  /** Whether there is a BroadcastChannel. */
  hasChannels: boolean;
}

/** The plainest. */
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
};

const seldom = fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

// Most have neither, so that what can go wrong without them is looked at as often as ever.
const sometimes = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Any. */
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
});
