// Tests the finding for each response of the endpoint.
import { expect, test } from 'vitest';
import { refusalFinding } from '../../src/diagnose/endpoint.js';

const PROBLEM = 'application/problem+json; charset=utf-8';

test.each([
  [403, PROBLEM, 'ok', /refuses a call without X-Wise-Link/],
  [401, 'application/json', 'ok', /requires a session/],
  [403, 'text/html', 'warning', /in front of it/],
  [401, '', 'warning', /in front of it/],
  [404, 'text/html', 'error', /exchange-url was not found/],
  [404, PROBLEM, 'error', /exchange-url was not found/],
  [405, PROBLEM, 'error', /does not allow POST/],
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
