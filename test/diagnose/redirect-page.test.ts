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
  ['the one with its script in a file', external, 'ours'],
  ['one that was minified', external.replaceAll('"', ''), 'ours'],
  ['one in other words', inline.replace(/<p class="\w+".*?<\/p>/g, '<p>Un moment</p>'), 'ours'],
  ['one whose script was taken out', template, 'stranger'],
  ['a page with an element', '<main><wise-link client-id="bank"></wise-link></main>', 'element'],
  ['an application', '<div id="root"></div><script type="module" src="/main.js"></script>', 'stranger'],
  ['a page that speaks of links', '<p class="back">wise-link: what it is</p>', 'stranger'],
  ['nothing', '', 'stranger'],
])('recognises %s', (_, html, kind) => {
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
    ['as they should be', {}, []],
    [
      'as other words for the same',
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
    ['one that overrides', { 'Referrer-Policy': 'no-referrer, unsafe-url' }, ['redirect-referrer']],
    ['a cache', { 'Cache-Control': 'no-cache' }, ['redirect-cache']],
    ['a policy that asks for reports', { 'Content-Security-Policy': "frame-ancestors 'none'; report-uri /csp" }, ['redirect-reports']],
    ['one of two that does', { 'Content-Security-Policy': "report-to csp, frame-ancestors 'none'" }, ['redirect-reports']],
    ['a policy that only reports', { 'Content-Security-Policy-Report-Only': "script-src 'self'" }, ['redirect-reports']],
    ['endpoints for reports', { 'Reporting-Endpoints': 'default="/reports"' }, ['redirect-reports']],
    ['endpoints in the older way', { 'Report-To': '{"endpoints":[]}' }, ['redirect-reports']],
    ['reports about the network', { NEL: '{"report_to":"n","max_age":3600}' }, ['redirect-reports']],
    ['reports about the network that are taken back', { NEL: '{"report_to":"n","max_age": 0}' }, []],
    ['sniffing', { 'X-Content-Type-Options': '' }, ['redirect-nosniff']],
  ])('%s', (_, more, checks) => {
    expect(wrong(more)).toEqual(checks);
  });

  test('of a page that holds the element only those by which a code could leave count', () => {
    const none = redirectHeaders({ headers: new Headers() }, 'element');
    expect(none.map(({ check, level }) => `${check}: ${level}`)).toEqual([
      'redirect-referrer: warning',
      'redirect-cache: warning',
      'redirect-reports: ok',
    ]);
    expect(wrong({ 'Reporting-Endpoints': 'default="/reports"' }, 'element')).toEqual(['redirect-reports']);
  });
});
