import { ok, warning, type Check, type Finding } from './finding.js';
import type { Answer } from './visit.js';

/** A header that the page at the redirect URI should have, or should not. */
interface Rule {
  check: Check;
  header: string;
  isRight: (value: string) => boolean;
  /** What may come of it. */
  risk: string;
  fix: string;
  /** Also of a page that holds the element: its other headers are the partner's own choice. */
  isForAll?: true;
}

const RULES: readonly Rule[] = [
  {
    check: 'redirect-coop',
    header: 'Cross-Origin-Opener-Policy',
    isRight: (value) => !/^\s*(same-origin|noopener)/.test(value),
    risk: 'The page cuts itself off from the one that opened it. A BroadcastChannel remains.',
    fix: 'Serve the redirect page without Cross-Origin-Opener-Policy.',
  },
  {
    check: 'redirect-csp',
    header: 'Content-Security-Policy',
    isRight: (value) => /(^|[;,])\s*frame-ancestors\s/i.test(value),
    risk: 'A page of another site may frame this one.',
    fix: "Send Content-Security-Policy: frame-ancestors 'none'. It works in a header only.",
  },
  {
    check: 'redirect-nosniff',
    header: 'X-Content-Type-Options',
    isRight: (value) => /^\s*nosniff\s*$/i.test(value),
    risk: 'A browser may take the page for something else.',
    fix: 'Send X-Content-Type-Options: nosniff.',
  },
  {
    check: 'redirect-referrer',
    header: 'Referrer-Policy',
    // Of several the last one counts that the browser knows.
    isRight: (value) => /(^|,)\s*no-referrer\s*$/i.test(value),
    risk: 'The address with the code may be told as the referrer.',
    fix: 'Send Referrer-Policy: no-referrer.',
    isForAll: true,
  },
  {
    check: 'redirect-cache',
    header: 'Cache-Control',
    isRight: (value) => /\bno-store\b/i.test(value),
    risk: 'A cache may keep the page under the address with the code.',
    fix: 'Send Cache-Control: no-store.',
    isForAll: true,
  },
];

/** Headers by which a browser reports about a page: each report names its address, query and all. */
const REPORTING: readonly [header: string, asks: RegExp][] = [
  ['Content-Security-Policy', /(^|[;,])\s*report-(uri|to)\s/i],
  ['Content-Security-Policy-Report-Only', /./],
  ['Reporting-Endpoints', /./],
  ['Report-To', /./],
  // It is remembered for the whole origin; max_age 0 takes it back.
  ['NEL', /^(?!.*"max_age"\s*:\s*0\b)./],
];

function reports(headers: Headers): Finding {
  const sent = REPORTING.flatMap(([header, asks]) => (asks.test(headers.get(header) ?? '') ? header : []));
  if (sent.length === 0) return ok('redirect-reports', 'The redirect page asks the browser for no reports.');
  return warning(
    'redirect-reports',
    `The redirect page is sent with ${sent.join(', ')}. Reports tell the address with the code to whoever gathers them.`,
    'Send the redirect page without report-uri, report-to, Content-Security-Policy-Report-Only, Reporting-Endpoints, Report-To and NEL.',
  );
}

/** What the headers of the page at the redirect URI mean. */
export const redirectHeaders = ({ headers }: Pick<Answer, 'headers'>, kind: 'ours' | 'element'): Finding[] => [
  ...RULES.filter(({ isForAll }) => isForAll || kind === 'ours').map(({ check, header, isRight, risk, fix }) => {
    const value = headers.get(header) ?? '';
    if (isRight(value)) return ok(check, `The redirect page has the right ${header}.`);
    return warning(
      check,
      `The redirect page is sent ${value ? `with ${header}: ${value.slice(0, 99)}` : `without ${header}`}. ${risk}`,
      fix,
    );
  }),
  reports(headers),
];
