import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { url, customer, partner, otherPartner, control } = simulator();

describe('the authorization endpoint', () => {
  test('asks for log-in, with and without the slash', async () => {
    for (const path of ['/oauth/authorize', '/oauth/authorize/']) {
      const page = await customer().open(`${path}?client_id=bank&redirect_uri=${partner().redirectUri}`);
      expect([page.status, page.heading]).toEqual([200, 'Log in']);
    }
  });

  test('shows the name of the partner', async () => {
    expect((await customer().authorize(partner().authorizeUrl())).text).toContain('to continue to Meridian Bank');
  });

  test('accepts the registered redirect URI with its query', async () => {
    const registered = 'http://localhost:4100/wise-callback.html?via=query';
    expect((await customer().authorize(partner().authorizeUrl({ redirect_uri: registered }))).status).toBe(200);
  });

  const unregistered = [
    'http://localhost:4100/wise-callback.html',
    'http://localhost:4100/wise-callback.html?via=query&more=1',
    'http://localhost:4100/wise-callback.html?via=Query',
    'http://localhost:4100/popup.html/',
    'http://localhost:4100/popup.html?via=query',
    'HTTP://localhost:4100/popup.html',
    'http://localhost:4100/popup.html#',
    'banksdemo://login/',
    '',
  ];
  test.each(unregistered)('answers the unregistered redirect URI "%s" with an error page, not with a redirect', async (address) => {
    const response = await fetch(partner().authorizeUrl({ redirect_uri: address, state: 's-1' }), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(response.headers.has('location')).toBe(false);
    expect(await response.text()).toContain('an address that it has not registered');
  });

  test('answers an unknown client with an error page', async () => {
    for (const client of ['nobody', '']) {
      const page = await customer().authorize(partner().authorizeUrl({ client_id: client }));
      expect([page.status, page.heading]).toEqual([400, 'We can’t link your account']);
    }
  });

  test('requires a redirect URI unless the code is shown', async () => {
    expect((await customer().open('/oauth/authorize/?client_id=bank')).status).toBe(400);
    expect((await customer().open('/oauth/authorize/?client_id=bank&forwardingMode=showcode')).status).toBe(400);
    expect((await customer().open('/oauth/authorize/?client_id=bank&forwardingMode=showCode')).status).toBe(200);
  });

  test('checks the redirect URI also if the code is shown', async () => {
    const address = partner().authorizeUrl({ redirect_uri: 'https://evil.example/', forwardingMode: 'showCode' });
    expect((await customer().authorize(address)).status).toBe(400);
  });

  test.each(['client_id=bank', 'redirect_uri=http://localhost:4100/popup.html', 'state=s-2'])(
    'answers a repeated "%s" with an error page',
    async (again) => {
      const page = await customer().authorize(`${partner().authorizeUrl({ state: 's-1' })}&${again}`);
      expect([page.status, page.text]).toEqual([400, expect.stringContaining('more than once')]);
    },
  );

  test('ignores claim_account_code and response_type', async () => {
    const address = partner().authorizeUrl({ claim_account_code: 'x', response_type: 'token' });
    expect((await customer().authorize(address)).status).toBe(200);
  });

  test('escapes the text of the request', async () => {
    const page = await customer().open('/oauth/authorize/?%3Cscript%3E=1&%3Cscript%3E=2');
    expect(page.html).not.toContain('<script>');
    expect(page.text).toContain('“<script>”');
    const other = await customer().authorize(otherPartner().authorizeUrl());
    expect(other.html).toContain('Other &lt;Bank&gt; &amp; Sons');
  });

  test('counts requests, including refused ones', async () => {
    await customer().authorize(partner().authorizeUrl());
    await customer().authorize(partner().authorizeUrl({ client_id: 'nobody' }));
    expect(await control('counters')).toMatchObject({ authorize: 2 });
  });
});

test('an unknown path gets a 404 page with a link to the overview', async () => {
  const page = await customer().open('/nowhere');
  expect([page.status, page.link('Overview')]).toEqual([404, '/']);
  expect(url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
