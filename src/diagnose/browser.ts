import { isInApp } from '../launch/in-app.js';
import { ok, warning, type Finding } from './finding.js';

/** Whether this is a browser inside an app. */
export function browser(): Finding {
  if (!isInApp(navigator.userAgent)) return ok('browser', 'The browser does not say that it is inside an app.');
  return warning(
    'browser',
    'This is a browser inside an app, which Wise does not serve. The card leads customers to their own browser.',
    "Open the page in the system's own browser. In an app of yours this warning stays: cancel wise-link-navigate, open its url there, and call handleCallback.",
  );
}
