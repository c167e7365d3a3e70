import { after } from '../timer.js';
import { error, ok, unknown, type Finding } from './finding.js';
import { policiesIn, Policy } from './policy.js';
import { visit, type Visit } from './visit.js';

/**
 * Whether a service worker answers the customer's way back with another page than a request gets. Most answer every
 * navigation with the application. `isRight` tells the redirect page by its markup; `own` is what the server sends for
 * this page, which stands for the application's others.
 */
export async function workerFinding(redirectUri: string, isRight: (html: string) => boolean, own: Visit): Promise<Finding> {
  const registration = await navigator.serviceWorker?.getRegistration(redirectUri);
  const script = registration?.active?.scriptURL;
  if (!registration || !script) return ok('redirect-worker', 'No service worker stands before the redirect page.');
  const who = `The service worker ${new URL(script).pathname} (scope ${new URL(registration.scope).pathname})`;
  const html = await navigated(redirectUri);
  if (html !== undefined) {
    if (isRight(html)) return ok('redirect-worker', `${who} lets the redirect page through.`);
    return error(
      'redirect-worker',
      `${who} answers a navigation to the redirect page with another page, in which the code is lost.`,
      `Exclude ${new URL(redirectUri).pathname} from what it answers: navigateFallbackDenylist (Workbox), navigationUrls (Angular), or a return before respondWith.`,
    );
  }
  // The redirect page allows no frame, as it should; the application would.
  if (allowsFrames(own)) return ok('redirect-worker', `${who} lets the redirect page through.`);
  const code = await visit(script, { credentials: 'same-origin' });
  if (typeof code === 'object' && !/\bfetch\b|\bimport/.test(code.text)) return ok('redirect-worker', `${who} answers no requests.`);
  return unknown(
    'redirect-worker',
    `${who} may answer a navigation to the redirect page, which allows no frame to look at it in.`,
    `Open ${redirectUri} in a tab of this browser. If that shows another page, exclude it from what the worker answers.`,
  );
}

/** Whether this page may be framed, and may frame. */
function allowsFrames(own: Visit): boolean {
  if (typeof own !== 'object' || own.headers.has('X-Frame-Options')) return false;
  const policies = [...Policy.of(own.headers.get('Content-Security-Policy')), ...policiesIn(own.text)];
  return policies.every((policy) => !policy.values('frame-ancestors', 'frame-src', 'child-src', 'default-src'));
}

/** The markup that a navigation brings, in a frame where no script runs. Undefined where the page allows no frame, or this page none. */
async function navigated(url: string): Promise<string | undefined> {
  const ended = new AbortController();
  const { signal } = ended;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.sandbox.add('allow-same-origin');
  frame.src = url;
  try {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { signal }));
    document.body.append(frame);
    await Promise.race([loaded, after(15_000, signal)]);
    const page = frame.contentDocument;
    return page && page.URL !== 'about:blank' ? new XMLSerializer().serializeToString(page) : undefined;
  } finally {
    ended.abort();
    frame.remove();
  }
}
