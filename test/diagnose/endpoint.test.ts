import { expect, test } from 'vitest';
import { refusalFinding } from '../../src/diagnose/endpoint.js';

const PROBLEM = 'application/problem+json; charset=utf-8';

test.each([
  [403, PROBLEM, 'ok', /refuses a call without X-Wise-Link/],
  [401, 'application/json', 'ok', /asks for a session/],
  [403, 'text/html', 'warning', /before the endpoint/],
  [401, '', 'warning', /before the endpoint/],
  [404, 'text/html', 'error', /nothing at exchange-url/],
  [404, PROBLEM, 'error', /nothing at exchange-url/],
  [405, PROBLEM, 'error', /does not take POST/],
  [200, PROBLEM, 'error', /answered 200/],
  [202, PROBLEM, 'error', /answered 202/],
  [400, PROBLEM, 'warning', /answered 400/],
  [415, PROBLEM, 'warning', /answered 415/],
  [422, PROBLEM, 'warning', /answered 422/],
  [429, PROBLEM, 'unknown', /too many calls/],
  [500, 'text/html', 'error', /failed: 500/],
  [503, PROBLEM, 'error', /failed: 503/],
])('B1 an endpoint that answers %i %s to a call without X-Wise-Link: %s', (status, type, level, message) => {
  const finding = refusalFinding({ status, headers: new Headers({ 'Content-Type': type }) });
  expect(finding).toMatchObject({ check: 'endpoint', level, message: expect.stringMatching(message) });
  expect(finding.fix === '').toBe(level === 'ok');
});
