// What a program gets at a path or with a method that does not exist.
import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { url, customer, lines } = simulator();

describe('an unknown endpoint is answered with JSON', () => {
  test.each([
    ['GET', '/v1/nowhere'], ['POST', '/v2/profiles'], ['PUT', '/v2/profiles/1'], ['GET', '/v4/profiles'], ['DELETE', '/v1/me'],
    ['GET', '/2026Q3/nowhere'], ['GET', '/2026Q5/profiles'], ['POST', '/2026Q3/profiles'],
    ['GET', '/oauth/token'], ['POST', '/oauth/revoke'], ['POST', '/oauth/token/introspect'], ['POST', '/oauth/authorize'], ['PUT', '/oauth/consent'],
    ['GET', '/.well-known/oauth-authorization-server'], ['GET', '/gateway/v1/profiles'], ['POST', '/v1'], ['GET', '/profiles'], ['POST', '/'],
    ['PATCH', '/settings'], ['POST', '/nowhere'], ['OPTIONS', '/signup'], ['DELETE', '/settings/disconnect'],
  ])('%s %s', async (method, path) => {
    const response = await fetch(`${url()}${path}`, { method });
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json']);
    expect(await response.json()).toEqual({ error: 'not_found', error_description: 'No such endpoint' });
    expect(response.headers.get('x-trace-id')).toMatch(/./);
    expect(lines().at(-1)).toMatch(new RegExp(`^${method} .* 404: there is no such endpoint$`));
  });

  test.each(['/v2/profiles/1/nowhere', '/.well-known/openid-configuration', '/oauth/userinfo'])('also to a browser at %s, which is the API', async (path) => {
    expect((await customer().open(path)).headers.get('content-type')).toBe('application/json');
  });
});

test('a browser at an unknown path outside the API gets a page', async () => {
  expect((await customer().open('/profiles')).heading).toBe('No such page');
  expect(lines()).toEqual([]);
});

test('a form of a page that no longer exists gets a page', async () => {
  const page = await customer().post('/log-in', new URLSearchParams());
  expect([page.status, page.heading]).toEqual([403, 'This page is out of date']);
});
