import { after } from '../timer.js';
import { error, ok, unknown, type Finding } from './finding.js';
import { policiesIn, Policy } from './policy.js';
import { visit, type Visit } from './visit.js';

/**
 * Checks whether a service worker answers a navigation to the redirect page with another page. Many answer every navigation
 * with the application. `isRight` recognizes the redirect page by its markup; `own` is the server's response for this page,
 * which represents the other pages of the application.
 */
export async function workerFinding(redirectUri: string, isRight: (html: string) => boolean, own: Visit): Promise<Finding> {
  const registration = await navigator.serviceWorker?.getRegistration(redirectUri);
  const script = registration?.active?.scriptURL;
  if (!registration || !script) return ok('redirect-worker', 'No service worker controls the redirect page.');
  const subject = `The service worker ${new URL(script).pathname} (scope ${new URL(registration.scope).pathname})`;
  const html = await navigated(redirectUri);
  if (html !== undefined) {
    if (isRight(html)) return ok('redirect-worker', `${subject} does not replace the redirect page.`);
    return error(
      'redirect-worker',
      `${subject} answers a navigation to the redirect page with another page, where the code is lost.`,
      `Exclude ${new URL(redirectUri).pathname} from the navigations that it answers: navigateFallbackDenylist (Workbox), navigationUrls (Angular), or a return before respondWith.`,
    );
  }
  // The redirect page forbids frames, as it should. The application would allow them.
  if (allowsFrames(own)) return ok('redirect-worker', `${subject} does not replace the redirect page.`);
  const code = await visit(script, { credentials: 'same-origin' });
  if (typeof code === 'object' && !/\bfetch\b|\bimport/.test(code.text)) return ok('redirect-worker', `${subject} answers no requests.`);
  return unknown(
    'redirect-worker',
    `${subject} may answer a navigation to the redirect page, which cannot be checked because it allows no frames.`,
    `Open ${redirectUri} in a tab of this browser. If it shows another page, exclude its path from the navigations that the worker answers.`,
  );
}

/** Whether this page may be framed and may contain frames. */
function allowsFrames(own: Visit): boolean {
  if (typeof own !== 'object' || own.headers.has('X-Frame-Options')) return false;
  const policies = [...Policy.of(own.headers.get('Content-Security-Policy')), ...policiesIn(own.text)];
  return policies.every((policy) => !policy.values('frame-ancestors', 'frame-src', 'child-src', 'default-src'));
}

/** The markup after a navigation in a hidden frame that runs no scripts. Undefined if the target or this page forbids it. */
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
