import { createHash } from 'node:crypto';
import type { Case } from '../case.js';
import { Failure, must, NotChecked } from '../finding.js';
import { NoAnswer } from '../no-answer.js';
import { RULES } from '../rules.js';

const HEADERS: [string, RegExp, string][] = [
  ['Content-Type', /^text\/html\b/i, 'text/html'],
  ['Cache-Control', /(^|,)\s*no-store\s*(,|$)/i, 'no-store'],
  // Browsers use the last value that they support.
  ['Referrer-Policy', /(^|,)\s*no-referrer\s*$/i, 'no-referrer'],
  ['X-Content-Type-Options', /^\s*nosniff\s*$/i, 'nosniff'],
];

const POLICY: [string, RegExp][] = [
  ['default-src', /^'none'$/],
  ['script-src', /^('self'|'sha(256|384|512)-[\w+/=-]+')( '(sha(256|384|512))-[\w+/=-]+')*$/],
  ['base-uri', /^'none'$/],
  ['form-action', /^'none'$/],
  ['require-trusted-types-for', /^'script'$/],
  ['trusted-types', /^'none'$/],
];

/** Four times the length of callback.html. A search in a longer text could take minutes. */
const LONGEST = 64 * 1024;

/** With these headers a browser sends the URL of a page, including its query, to a reporting endpoint. */
const REPORTING = ['Content-Security-Policy-Report-Only', 'Reporting-Endpoints', 'Report-To', 'NEL'];

/** B14: callback page headers. */
export const b14: Case = {
  name: 'B14',
  title: 'The redirect page has the headers that keep the code secret, and no Cross-Origin-Opener-Policy and no reporting',
  rule: RULES.redirectHeaders,
  fix:
    'Serve dist/cdn/callback.html unchanged, with the headers of the contract: the page has its policy in a <meta>, and ' +
    "the header adds frame-ancestors 'none'; no header enables reports. A proxy or a site-wide setting may have changed them.",
  async run({ options, http }) {
    if (options.callbackUrl === undefined) throw new NotChecked('there is no --callback-url');
    const url = new URL(options.callbackUrl);
    // Like an authorization response. It is sent without a session, and must not redirect.
    url.search = 'code=kit-canary&state=kit-state';
    const response = await http.send(url).catch((error: unknown) => {
      throw error instanceof NoAnswer ? new Failure(`the redirect page got no answer: ${error.message}`, RULES.redirectPage) : error;
    });
    const html = response.text;
    must(html.length <= LONGEST, `the redirect page has ${html.length} characters: it is not callback.html`, RULES.redirectPage);
    must(response.status === 200, `the redirect page answered ${response.status}, not 200`, RULES.redirectPage);
    for (const [name, pattern, right] of HEADERS) {
      const value = response.headers.get(name);
      must(pattern.test(value ?? ''), value === null ? `there is no ${name}: ${right}` : `${name} is “${value}”, not ${right}`);
    }
    const opener = response.headers.get('Cross-Origin-Opener-Policy') ?? 'unsafe-none';
    must(opener === 'unsafe-none', `Cross-Origin-Opener-Policy is “${opener}”: it separates the page from the one that opened it`, RULES.noOpenerPolicy);
    const policy = response.headers.get('Content-Security-Policy');
    mustHavePolicy(policy, html);
    for (const name of REPORTING) must(!response.headers.has(name), `there is ${name}: reports contain the URL with the code`, RULES.noReports);
    must(!/\breport-(uri|to)\b/i.test(policy ?? ''), 'Content-Security-Policy enables reports, which contain the URL with the code', RULES.noReports);
    must(!html.includes('kit-canary'), 'the page contains the code from its URL', RULES.redirectPage);
  },
};

type Policy = ReadonlyMap<string, string>;

/** Each header and each `<meta>` is a separate policy. `frame-ancestors` works only in a header. */
function mustHavePolicy(header: string | null, html: string): void {
  must(header !== null, 'there is no Content-Security-Policy: frame-ancestors');
  const sent = header.split(',').map(read);
  must(sent.some((policy) => policy.get('frame-ancestors') === "'none'"), `Content-Security-Policy is “${header}”, without frame-ancestors 'none'`);
  const policies = [...sent, ...metas(html).map(read)];
  for (const [name, pattern] of POLICY) {
    const values = policies.flatMap((policy) => policy.get(name) ?? []);
    must(values.some((value) => pattern.test(value)), `Content-Security-Policy has “${name} ${values.join(' and ') || 'nothing'}”`);
  }
  for (const [, script = ''] of html.matchAll(/<script\b(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)) {
    const hash = createHash('sha256').update(script).digest('base64');
    const runs = policies.map((policy) => policy.get('script-src') ?? policy.get('default-src') ?? hash).every((sources) => allows(sources, hash));
    must(runs, 'script-src does not have the hash of the page’s script: the browser does not run it', RULES.unchangedPage);
  }
}

const allows = (sources: string, hash: string): boolean =>
  sources.includes(hash) || (/'unsafe-inline'/i.test(sources) && !/'(sha\d+|nonce)-/i.test(sources));

const read = (text: string): Policy =>
  new Map(text.split(';').map((directive) => directive.trim().split(/\s+/)).map(([name = '', ...values]) => [name.toLowerCase(), values.join(' ')]));

const metas = (html: string): string[] =>
  [...html.matchAll(/<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/gi)].map(([, content = '']) => content);
