// Tests the findings about the headers of the page.
import { expect, test } from 'vitest';
import { openerFinding, refusedBy } from '../../src/diagnose/page.js';
import { Policy } from '../../src/diagnose/policy.js';

test.each([
  [undefined, 'ok'],
  ['unsafe-none', 'ok'],
  ['same-origin-allow-popups', 'ok'],
  ['same-origin-allow-popups; report-to="coop"', 'ok'],
  ['same-origin', 'warning'],
  [' same-origin; report-to="coop"', 'warning'],
  ['noopener-allow-popups', 'warning'],
  ['nonsense', 'ok'],
])('P1–P10 a page with COOP %s: %s', (value, level) => {
  expect(openerFinding(new Headers(value ? { 'Cross-Origin-Opener-Policy': value } : {})).level).toBe(level);
});

test('names the URLs that at least one policy forbids', () => {
  const policies = [new Policy("connect-src 'self'"), new Policy('connect-src https://bank.example/api/exchange')];
  const addresses = ['https://bank.example/api/exchange', 'https://bank.example/api/email', ''];
  expect(refusedBy(policies, addresses, 'https://bank.example/')).toEqual(['https://bank.example/api/email']);
  expect(refusedBy([], addresses, 'https://bank.example/')).toEqual([]);
});
