import { after } from '../timer.js';

/** A server's response. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The reasons for a missing response, each with the text for a message. */
export const TROUBLES = {
  policy: "this page's own Content-Security-Policy forbids the request (connect-src)",
  redirect: 'the server answers with a redirect',
  silence: 'the server did not answer within 15 seconds',
  network: 'the server cannot be reached',
  challenge: 'a bot protection in front of the server sends a challenge that only a customer can pass',
  code: 'the URL contains a code, which is not sent twice',
  nowhere: 'the page has no http: or https: URL',
} as const;

/** The headers of a navigation. Some servers send an application's document only for this `Accept`. */
export const NAVIGATION = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** The headers that mark a challenge page of Cloudflare, Vercel and AWS WAF. */
const CHALLENGES = ['cf-mitigated', 'x-vercel-mitigated', 'x-amzn-waf-action'] as const;

/** The reason for a missing response. */
export type Trouble = keyof typeof TROUBLES;

/** The result of a request. */
export type Visit = Answer | Trouble;

/**
 * Sends a request to this page's own origin. Reports a redirect without following it: with `redirect: 'error'`, a redirect
 * would look like a server that is down.
 */
export async function visit(url: string, init: RequestInit): Promise<Visit> {
  const ended = new AbortController();
  const policy = refusal(ended.signal);
  const silence = AbortSignal.timeout(15_000); // the same timeout as the element's
  try {
    const response = await fetch(url, {
      mode: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...init,
      signal: silence,
    });
    if (response.type === 'opaqueredirect') return 'redirect';
    if (CHALLENGES.some((name) => response.headers.has(name))) return 'challenge';
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    if (silence.aborted) return 'silence';
    // The browser fires securitypolicyviolation in a separate task, possibly after this one.
    return await Promise.race([policy, after(200, ended.signal).then((): Trouble => 'network')]);
  } finally {
    ended.abort();
  }
}

/** Resolves when this page's policy blocks a request to its own origin. */
const refusal = (signal: AbortSignal): Promise<Trouble> =>
  new Promise((resolve) => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, disposition, blockedURI }) => {
        if (effectiveDirective !== 'connect-src' || disposition !== 'enforce') return;
        if (URL.canParse(blockedURI) && new URL(blockedURI).origin === location.origin) resolve('policy');
      },
      { signal },
    );
  });
