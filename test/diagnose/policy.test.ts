// Tests the parser of Content-Security-Policy.
import { describe, expect, test } from 'vitest';
import { policiesIn, Policy } from '../../src/diagnose/policy.js';

const PAGE = new URL('https://bank.example/account');
const ENDPOINT = new URL('https://bank.example/api/wise/exchange');

describe('a policy allows the page to connect', () => {
  test.each([
    ['', true],
    ["script-src 'none'", true],
    ["connect-src 'self'", true],
    ["CONNECT-SRC 'SELF'", true],
    ["default-src 'self'", true],
    ["default-src 'none'; connect-src 'self'", true],
    ["connect-src 'self'; connect-src 'none'", true],
    ['connect-src *', true],
    ['connect-src https:', true],
    ['connect-src http:', true],
    ['connect-src bank.example', true],
    ['connect-src BANK.example', true],
    ['connect-src https://bank.example', true],
    ['connect-src http://bank.example', true],
    ['connect-src https://bank.example:443', true],
    ['connect-src https://bank.example:*', true],
    ['connect-src https://*.example', true],
    ['connect-src https://bank.example/api/', true],
    ['connect-src https://bank.example/api/wise/exchange', true],
    ["connect-src https://other.example 'self'", true],
    ["connect-src 'none'", false],
    ['connect-src', false],
    ["default-src 'none'", false],
    ["default-src 'self'; connect-src 'none'", false],
    ["connect-src 'none'; connect-src 'self'", false],
    ['connect-src data:', false],
    ['connect-src wss:', false],
    ['connect-src https://www.bank.example', false],
    ['connect-src https://*.bank.example', false],
    ['connect-src https://bank.example.evil.example', false],
    ['connect-src https://bank.example:8443', false],
    ['connect-src https://bank.example/api', false],
    ['connect-src https://bank.example/assets/', false],
    ["connect-src 'nonce-x' !!", false],
  ])('%s: %s', (text, allows) => {
    expect(new Policy(text).allowsConnection(ENDPOINT, PAGE)).toBe(allows);
  });

  test.each([
    ["connect-src 'self'", true],
    ['connect-src localhost:4100', true],
    ['connect-src http://localhost:4100', true],
    ['connect-src localhost', false],
    ['connect-src https://localhost:4100', false],
    ['connect-src 127.0.0.1:4100', false],
  ])('on loopback %s: %s', (text, allows) => {
    const page = new URL('http://localhost:4100/');
    expect(new Policy(text).allowsConnection(new URL('/api', page), page)).toBe(allows);
  });
});

test.each([
  ["script-src 'self'", true],
  ["script-src 'none'; script-src-elem 'self'", true],
  ["script-src 'self'; script-src-elem 'none'", false],
  ["default-src 'none'", false],
])('a policy allows the page to load a script: %s: %s', (text, allows) => {
  expect(new Policy(text).allowsScript(new URL('https://bank.example/callback.js'), PAGE)).toBe(allows);
});

test.each([
  ['', true],
  ["script-src 'sha256-one='", true],
  ["script-src 'sha384-two'", true],
  ["default-src 'sha256-one='", true],
  ["script-src 'unsafe-inline'", true],
  ["script-src 'self'", false],
  ["script-src 'sha256-other='", false],
  ["script-src 'unsafe-inline' 'sha256-other='", false],
  ["script-src 'unsafe-inline' 'nonce-x'", false],
  ["script-src 'unsafe-inline' 'strict-dynamic'", false],
])('a policy allows an inline script: %s: %s', (text, allows) => {
  expect(new Policy(text).allowsInline(["'sha256-one='", "'sha384-two'"])).toBe(allows);
});

test('a header may contain several policies, and all of them count', () => {
  const policies = Policy.of("default-src 'none', connect-src 'self', ");
  expect(policies.map((policy) => policy.allowsConnection(ENDPOINT, PAGE))).toEqual([false, true]);
  expect(Policy.of(null)).toEqual([]);
});

test.each([
  [`<meta http-equiv="Content-Security-Policy" content="script-src 'self'" />`, ["'self'"]],
  [`<META content='script-src https:' HTTP-EQUIV=content-security-policy>`, ['https:']],
  ['<meta http-equiv="Content-Security-Policy" content="script-src &#39;self&#39;">', ["'self'"]],
  [`<meta http-equiv="Content-Security-Policy-Report-Only" content="script-src 'self'">`, undefined],
  ['<meta name="referrer" content="no-referrer">', undefined],
])('the policies in a page: %s', (html, sources) => {
  expect(policiesIn(html)[0]?.values('script-src')).toEqual(sources);
});
