import type { Mode } from '../config.js';
import { isHandheld, isInApp } from './in-app.js';

/** How an attempt starts: in a window, in this tab, with an email, or with a code that the customer already has. */
export type Flow = 'popup' | 'redirect' | 'email' | 'code';

/** What the choice depends on. */
export interface Device {
  /** A phone or a tablet. */
  readonly isHandheld: boolean;
  /** The page runs as an installed app of its own. */
  readonly isInstalled: boolean;
  /** The page is shown inside another app. */
  readonly isInApp: boolean;
  readonly isFramed: boolean;
}

/** This device, as far as the browser reveals it. Each is read when it is needed: a media query takes longer than the rest of a click. */
export const thisDevice: Device = {
  get isHandheld() {
    return isHandheld();
  },
  get isInstalled() {
    return !!window.matchMedia?.('(display-mode: standalone)').matches;
  },
  get isInApp() {
    // On iOS an installed app has the user agent of a web view.
    return isInApp() && !this.isInstalled;
  },
  get isFramed() {
    return self !== parent;
  },
};

/** The flow for a mode. `auto` is a popup, or a redirect where customers cannot easily return from a second window. */
export function chooseFlow(mode: Mode | undefined, canEmail: boolean, device: Device): Flow {
  if (mode === 'email') return canEmail ? 'email' : 'code';
  if (mode === 'popup' || mode === 'redirect') return mode;
  return !device.isFramed && (device.isHandheld || device.isInstalled) && !device.isInApp ? 'redirect' : 'popup';
}
