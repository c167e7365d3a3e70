import { ok, warning, type Check, type Finding } from './finding.js';
import type { Answer } from './visit.js';

/** A rule for one header of the page at the redirect URI. */
interface Rule {
  check: Check;
  header: string;
  isValid: (value: string) => boolean;
  /** What can go wrong otherwise. */
  risk: string;
  fix: string;
  /** Also applies to a page that contains the element. Its other headers are the partner's choice. */
  isForAll?: true;
}

const RULES: readonly Rule[] = [
  {
    check: 'redirect-coop',
    header: 'Cross-Origin-Opener-Policy',
    isValid: (value) => !/^\s*(same-origin|noopener)/.test(value),
    risk: 'The page isolates itself from the page that opened it. Only BroadcastChannel works.',
    fix: 'Serve the redirect page without Cross-Origin-Opener-Policy.',
  },
  {
    check: 'redirect-csp',
    header: 'Content-Security-Policy',
    isValid: (value) => /(^|[;,])\s*frame-ancestors\s/i.test(value),
    risk: 'A page on another site can frame this page.',
    fix: "Send Content-Security-Policy: frame-ancestors 'none'. It works only in a header.",
  },
  {
    check: 'redirect-nosniff',
    header: 'X-Content-Type-Options',
    isValid: (value) => /^\s*nosniff\s*$/i.test(value),
    risk: 'A browser may treat the page as another content type.',
    fix: 'Send X-Content-Type-Options: nosniff.',
  },
  {
    check: 'redirect-referrer',
    header: 'Referrer-Policy',
    // The last value that the browser supports counts.
    isValid: (value) => /(^|,)\s*no-referrer\s*$/i.test(value),
    risk: 'The browser may send the URL with the code as the referrer.',
    fix: 'Send Referrer-Policy: no-referrer.',
    isForAll: true,
  },
  {
    check: 'redirect-cache',
    header: 'Cache-Control',
    isValid: (value) => /\bno-store\b/i.test(value),
    risk: 'A cache may store the page under the URL with the code.',
    fix: 'Send Cache-Control: no-store.',
    isForAll: true,
  },
];

/** Headers that make a browser send reports about a page. Each report contains its URL with the query. */
const REPORTING: readonly [header: string, enables: RegExp][] = [
  ['Content-Security-Policy', /(^|[;,])\s*report-(uri|to)\s/i],
  ['Content-Security-Policy-Report-Only', /./],
  ['Reporting-Endpoints', /./],
  ['Report-To', /./],
  // The browser stores it for the whole origin; max_age 0 revokes it.
  ['NEL', /^(?!.*"max_age"\s*:\s*0\b)./],
];

function reports(headers: Headers): Finding {
  const sent = REPORTING.flatMap(([header, enables]) => (enables.test(headers.get(header) ?? '') ? header : []));
  if (sent.length === 0) return ok('redirect-reports', 'The redirect page does not enable reports.');
  return warning(
    'redirect-reports',
    `The redirect page is sent with ${sent.join(', ')}. Reports send the URL with the code to the server that collects them.`,
    'Send the redirect page without report-uri, report-to, Content-Security-Policy-Report-Only, Reporting-Endpoints, Report-To and NEL.',
  );
}

/** The findings for the headers of the page at the redirect URI. */
export const redirectHeaders = ({ headers }: Pick<Answer, 'headers'>, kind: 'ours' | 'element'): Finding[] => [
  ...RULES.filter(({ isForAll }) => isForAll || kind === 'ours').map(({ check, header, isValid, risk, fix }) => {
    const value = headers.get(header) ?? '';
    if (isValid(value)) return ok(check, `The redirect page has a valid ${header}.`);
    return warning(
      check,
      `The redirect page is sent ${value ? `with ${header}: ${value.slice(0, 99)}` : `without ${header}`}. ${risk}`,
      fix,
    );
  }),
  reports(headers),
];
