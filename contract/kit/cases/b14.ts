import { createHash } from 'node:crypto';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';

const HEADERS: [string, RegExp, string][] = [
  ['Content-Type', /^text\/html\b/i, 'text/html'],
  ['Cache-Control', /(^|,)\s*no-store\s*(,|$)/i, 'no-store'],
  // Of several the last one counts that the browser knows.
  ['Referrer-Policy', /(^|,)\s*no-referrer\s*$/i, 'no-referrer'],
  ['X-Content-Type-Options', /^\s*nosniff\s*$/i, 'nosniff'],
];

const POLICY: [string, RegExp][] = [
  ['default-src', /^'none'$/],
  ['script-src', /^('self'|'sha(256|384|512)-[\w+/=-]+')( '(sha(256|384|512))-[\w+/=-]+')*$/],
  ['base-uri', /^'none'$/],
  ['form-action', /^'none'$/],
  ['frame-ancestors', /^'none'$/],
  ['require-trusted-types-for', /^'script'$/],
  ['trusted-types', /^'none'$/],
];

/** B14: callback page headers. */
export const b14: Case = {
  name: 'B14',
  title: 'The redirect page is served with the headers that keep the code secret, and without Cross-Origin-Opener-Policy',
  mend:
    'Serve dist/cdn/callback.html as it is, with the headers of the contract: its policy stands in its own <meta>, and ' +
    "the header adds frame-ancestors 'none'. A proxy or a site-wide setting may have changed them.",
  async run({ options }) {
    if (options.callbackUrl === undefined) throw new NotChecked('give --callback-url');
    const url = new URL(options.callbackUrl);
    // As Wise sends a customer back. No session goes with it, and no redirect may come of it.
    url.search = 'code=kit-canary&state=kit-state';
    const response = await fetch(url, { redirect: 'manual' });
    const html = await response.text();
    must(response.status === 200, `the redirect page was answered ${response.status}, and not 200`);
    for (const [name, pattern, right] of HEADERS) {
      const value = response.headers.get(name);
      must(pattern.test(value ?? ''), value === null ? `there is no ${name}: ${right}` : `${name} is “${value}”, and not ${right}`);
    }
    const opener = response.headers.get('Cross-Origin-Opener-Policy') ?? 'unsafe-none';
    must(opener === 'unsafe-none', `Cross-Origin-Opener-Policy is “${opener}”: it cuts the page off from the one that opened it`);
    mustHavePolicy(response.headers.get('Content-Security-Policy'), html);
    must(!html.includes('kit-canary'), 'the page holds the code, which its address had');
  },
};

function mustHavePolicy(header: string | null, html: string): void {
  must(header !== null, 'there is no Content-Security-Policy');
  const directives = new Map(header.split(';').map((text) => [text.trim().split(/\s+/)[0] ?? '', text.trim().split(/\s+/).slice(1).join(' ')]));
  for (const [name, pattern] of POLICY) {
    const value = directives.get(name);
    must(pattern.test(value ?? ''), `Content-Security-Policy says “${name} ${value ?? 'nothing'}”`);
  }
  for (const [, script = ''] of html.matchAll(/<script>(.*?)<\/script>/gs)) {
    const hash = createHash('sha256').update(script).digest('base64');
    must((directives.get('script-src') ?? '').includes(hash), 'the hash of the page’s script is not that of script-src: the browser does not run it');
  }
}
