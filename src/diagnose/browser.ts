import { isInApp } from '../launch/in-app.js';
import { ok, warning, type Finding } from './finding.js';

/** Whether this is a browser inside an app. */
export function browser(): Finding {
  if (!isInApp(navigator.userAgent)) return ok('browser', 'The browser does not say that it is inside an app.');
  return warning(
    'browser',
    'This is a browser inside an app, which Wise does not serve. The card leads the customer to his own browser.',
    "In an app of yours, cancel wise-link-navigate, open its url in the system's own browser, and call handleCallback.",
  );
}
