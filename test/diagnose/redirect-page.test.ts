// Tests how the redirect page is recognized, and the findings about its headers.
import { describe, expect, test } from 'vitest';
import template from '../../src/callback/callback.html?raw';
import { redirectHeaders } from '../../src/diagnose/redirect-headers.js';
import { kindOf } from '../../src/diagnose/redirect-page.js';

const inline = template.replace(
  '</body>',
  '<script>(()=>{const n="wise-link:";new BroadcastChannel(n)})();</script></body>',
);
const external = template.replace('</body>', '<script src="callback.js"></script></body>');

test.each([
  ['the redirect page', inline, 'ours'],
  ['the redirect page with its script in a file', external, 'ours'],
  ['a minified redirect page', external.replaceAll('"', ''), 'ours'],
  ['a redirect page with other texts', inline.replace(/<p class="\w+".*?<\/p>/g, '<p>Un moment</p>'), 'ours'],
  ['a redirect page without its script', template, 'other'],
  ['a page with an element', '<main><wise-link client-id="bank"></wise-link></main>', 'element'],
  ['an application', '<div id="root"></div><script type="module" src="/main.js"></script>', 'other'],
  ['a page with similar text', '<p class="back">wise-link: what it is</p>', 'other'],
  ['an empty page', '', 'other'],
])('recognizes %s', (_, html, kind) => {
  expect(kindOf(html)).toBe(kind);
});

const good = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

describe('B14 the headers of the redirect page', () => {
  const wrong = (more: Record<string, string>, kind: 'ours' | 'element' = 'ours'): string[] =>
    redirectHeaders({ headers: new Headers({ ...good, ...more }) }, kind)
      .filter(({ level }) => level !== 'ok')
      .map(({ check }) => check);

  test.each([
    ['all valid', {}, []],
    [
      'valid, but written differently',
      {
        'Referrer-Policy': 'origin, no-referrer',
        'Cache-Control': 'private, No-Store',
        'Cross-Origin-Opener-Policy': 'unsafe-none',
      },
      [],
    ],
    ['COOP same-origin', { 'Cross-Origin-Opener-Policy': 'same-origin; report-to="x"' }, ['redirect-coop']],
    ['COOP same-origin-allow-popups', { 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' }, ['redirect-coop']],
    ['COOP noopener-allow-popups', { 'Cross-Origin-Opener-Policy': 'noopener-allow-popups' }, ['redirect-coop']],
    ['a policy without frame-ancestors', { 'Content-Security-Policy': "default-src 'none'" }, ['redirect-csp']],
    ['another referrer policy', { 'Referrer-Policy': 'strict-origin-when-cross-origin' }, ['redirect-referrer']],
    ['a second referrer policy that overrides the first', { 'Referrer-Policy': 'no-referrer, unsafe-url' }, ['redirect-referrer']],
    ['a page that may be cached', { 'Cache-Control': 'no-cache' }, ['redirect-cache']],
    ['a policy that enables reports', { 'Content-Security-Policy': "frame-ancestors 'none'; report-uri /csp" }, ['redirect-reports']],
    ['two policies, one of which enables reports', { 'Content-Security-Policy': "report-to csp, frame-ancestors 'none'" }, ['redirect-reports']],
    ['a policy that only reports', { 'Content-Security-Policy-Report-Only': "script-src 'self'" }, ['redirect-reports']],
    ['endpoints for reports', { 'Reporting-Endpoints': 'default="/reports"' }, ['redirect-reports']],
    ['endpoints for reports in the older header', { 'Report-To': '{"endpoints":[]}' }, ['redirect-reports']],
    ['reports about the network', { NEL: '{"report_to":"n","max_age":3600}' }, ['redirect-reports']],
    ['reports about the network that are revoked', { NEL: '{"report_to":"n","max_age": 0}' }, []],
    ['no nosniff', { 'X-Content-Type-Options': '' }, ['redirect-nosniff']],
  ])('%s', (_, more, checks) => {
    expect(wrong(more)).toEqual(checks);
  });

  test('for a page with the element, only the headers that could leak a code count', () => {
    const none = redirectHeaders({ headers: new Headers() }, 'element');
    expect(none.map(({ check, level }) => `${check}: ${level}`)).toEqual([
      'redirect-referrer: warning',
      'redirect-cache: warning',
      'redirect-reports: ok',
    ]);
    expect(wrong({ 'Reporting-Endpoints': 'default="/reports"' }, 'element')).toEqual(['redirect-reports']);
  });
});
