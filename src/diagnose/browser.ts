import { isInApp } from '../launch/in-app.js';
import { ok, warning, type Finding } from './finding.js';

/** Checks whether this is the browser of an app (a webview). */
export function browser(): Finding {
  if (!isInApp(navigator.userAgent)) return ok('browser', 'The user agent is not that of a browser inside an app.');
  return warning(
    'browser',
    'This is a browser inside an app, where Wise does not work. The card asks customers to open the page in their own browser.',
    "Open the page in the system browser. In your own app, you can ignore this warning: cancel wise-link-navigate, open its url in the system browser, and call handleCallback.",
  );
}
