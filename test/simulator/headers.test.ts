import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { url, partner, linked, customer } = simulator();

describe.each(['/', '/simulator', '/outbox', '/settings', '/signup', '/nowhere', '/oauth/continue',
  '/oauth/authorize/?client_id=bank&forwardingMode=showCode', '/oauth/authorize'])('the page %s', (path) => {
  test('cannot be framed, cached or scripted, and works without JavaScript', async () => {
    const response = await fetch(`${url()}${path}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors \'none\'');
    // With form-action Chromium would block the redirect to the partner after "Give access".
    expect(response.headers.get('content-security-policy')).not.toContain('form-action');
    expect(await response.text()).not.toMatch(/<script|\son[a-z]+=|style="/);
  });

  test('has a language, a title, and one heading', async () => {
    const { html } = await customer().open(path);
    expect(html).toContain('<html lang="en">');
    expect(html).toMatch(/<title>[^<]+ · Wise simulator<\/title>/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });
});

test('pages send no referrer', async () => {
  const response = await fetch(partner().authorizeUrl());
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

test('the policy allows the style sheet', async () => {
  const response = await fetch(`${url()}/outbox`);
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(await response.text()) ?? [];
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
  expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
});

test('the cookie is HttpOnly and SameSite=Lax', async () => {
  const response = await fetch(partner().authorizeUrl());
  expect(response.headers.get('set-cookie')).toMatch(/^wise_session=[0-9a-f-]{36}; Path=\/; HttpOnly; SameSite=Lax$/);
});

describe('the API', () => {
  const origin = 'http://localhost:4100';

  test.each(['/oauth/token', '/2026Q3/oauth/token', '/v2/profiles', '/v1/users/exists', '/v1/nowhere'])(
    'sends no CORS header from %s for any request',
    async (path) => {
      const preflight = { 'origin': origin, 'access-control-request-method': 'POST' };
      for (const init of [{ method: 'POST', headers: { origin } }, { method: 'OPTIONS', headers: preflight }, { headers: { origin } }]) {
        const response = await fetch(`${url()}${path}`, init);
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  test('is not cached', async () => {
    const { headers } = await partner().token({ grant_type: 'client_credentials' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-type')).toBe('application/json');
  });

  test('sends a different trace id with each response', async () => {
    const answers = [await partner().token({}), await partner().profiles('x'), await partner().get('/v1/nowhere', 'x')];
    const ids = answers.map(({ headers }) => headers.get('x-trace-id'));
    expect(ids).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
    expect(new Set(ids).size).toBe(3);
  });

  test('returns the correlation id if it has at most 36 characters', async () => {
    const { access_token: token } = await linked();
    for (const [sent, back] of [['c'.repeat(36), 'c'.repeat(36)], ['c'.repeat(37), null]] as const) {
      const { headers } = await partner().get('/v2/profiles', token, { 'X-External-Correlation-Id': sent });
      expect(headers.get('x-external-correlation-id')).toBe(back);
    }
  });

  test('answers an unknown path in JSON', async () => {
    const { status, headers } = await partner().get('/v1/nowhere', 'x');
    expect([status, headers.get('content-type')]).toEqual([404, 'application/json']);
  });
});
