import { after } from '../timer.js';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Why there is no answer, and how to say so. */
export const TROUBLES = {
  policy: "this page's own Content-Security-Policy forbids the request (connect-src)",
  redirect: 'the server answers with a redirect',
  silence: 'the server did not answer within 15 seconds',
  network: 'nobody answers there',
  challenge: 'a bot protection before the server asks for a proof that only a customer can give',
  code: 'the address holds a code, which is not sent twice',
  nowhere: 'the address is none on the web',
} as const;

/** What a browser accepts when it goes to a page: some servers send an application's document to it alone. */
export const NAVIGATION = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** By which Cloudflare, Vercel and AWS WAF mark a page of their own. */
const CHALLENGES = ['cf-mitigated', 'x-vercel-mitigated', 'x-amzn-waf-action'] as const;

/** Why there is no answer. */
export type Trouble = keyof typeof TROUBLES;

/** What came of a request. */
export type Visit = Answer | Trouble;

/**
 * Asks a server on this page's own origin. A redirect is not followed but noticed, which `redirect: 'error'` would not
 * tell from a server that is down.
 */
export async function visit(url: string, init: RequestInit): Promise<Visit> {
  const ended = new AbortController();
  const policy = refusal(ended.signal);
  const silence = AbortSignal.timeout(15_000); // as long as the element gives it
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
    // The browser tells of its refusal in a task of its own, which may come after this one.
    return await Promise.race([policy, after(200, ended.signal).then((): Trouble => 'network')]);
  } finally {
    ended.abort();
  }
}

/** Resolves when this page's policy refuses a request to its own origin. */
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
