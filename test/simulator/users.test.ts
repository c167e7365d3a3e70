import { beforeEach, describe, expect, test } from 'vitest';
import { readAnswer } from './partner.js';
import { simulator } from './simulator.js';

const { url, customer, partner, linked, control } = simulator();

const CREATE = '/v1/user/signup/registration_code';
const registrationCode = 'r'.repeat(32);

describe.each([CREATE, '/2026Q3/user/signup/registration_code'])('POST %s', (path) => {
  let token = '';
  beforeEach(async () => { token = await partner().clientToken(); });
  const create = (body: unknown) => partner().postJson(path, token, body);

  test('creates a user', async () => {
    const { status, text } = await create({ email: 'new@example.com', registrationCode, language: 'EN' });
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"id":\d+,"name":null,"email":"new@example\.com","active":true,"details":null\}$/);
  });

  test('sends no email to a new user', async () => {
    await create({ email: 'new@example.com', registrationCode, sendAuthorizationCodeAsEmail: true });
    expect(await control('counters')).toMatchObject({ emails: 0 });
  });

  test('answers an address that is in use with 409, with or without an email', async () => {
    const errors = [{
      code: 'NOT_UNIQUE',
      message: 'You\'re already a member. Please login',
      path: 'email',
      arguments: ['email', 'class com.transferwise.fx.api.ApiRegisterCommand', 'sarah@example.com'],
    }];
    for (const sendAuthorizationCodeAsEmail of [undefined, true]) {
      const { status, body } = await create({ email: 'sarah@example.com', registrationCode, sendAuthorizationCodeAsEmail });
      expect([status, body]).toEqual([409, { errors }]);
    }
  });

  test.each([[true, 1], ['true', 1], [false, 0], ['false', 0], [1, 0], [undefined, 0]])(
    'with sendAuthorizationCodeAsEmail %j sends %i emails to an existing user',
    async (sendAuthorizationCodeAsEmail, emails) => {
      await create({ email: 'sarah@example.com', registrationCode, sendAuthorizationCodeAsEmail });
      expect(await control('counters')).toMatchObject({ emails });
    },
  );

  test.each([
    ['no address', { registrationCode }, 400, 'NotNull', 'must not be null', 'email'],
    ['no registration code', { email: 'new@example.com' }, 400, 'NotNull', 'must not be null', 'registrationCode'],
    ['a short registration code', { email: 'new@example.com', registrationCode: 'r'.repeat(31) },
      400, 'Size', 'size must be between 32 and 2147483647', 'registrationCode'],
    ['an invalid address', { email: 'new@', registrationCode }, 422, 'ERROR', 'Please provide a valid email', 'email'],
    ['a list', [], 400, 'NotNull', 'must not be null', 'email'],
  ])('refuses %s', async (_, body, status, code, message, field) => {
    const answer = await create(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ errors: [{ code, message, path: field, arguments: null }] });
  });
});

test('a body that is not JSON is refused like an empty one', async () => {
  const headers = { authorization: `Bearer ${await partner().clientToken()}` };
  expect((await fetch(`${url()}${CREATE}`, { method: 'POST', headers, body: '{' })).status).toBe(400);
});

test('users cannot be created without the partner’s own token', async () => {
  const user = { email: 'new@example.com', registrationCode };
  const anonymous = await readAnswer(await fetch(`${url()}${CREATE}`, { method: 'POST', body: JSON.stringify(user) }));
  expect(anonymous.status).toBe(401);
  expect(anonymous.body).toEqual({
    error: 'unauthorized', error_description: 'Full authentication is required to access this resource',
  });
  expect((await partner().postJson(CREATE, 'made-up', user)).body['error']).toBe('invalid_token');
  const tokens = await linked();
  expect((await partner().postJson(CREATE, String(tokens['access_token']), user)).status).toBe(403);
});

describe('POST /v1/users/exists', () => {
  test.each([['sarah@example.com', true], ['SARAH@example.com', true], ['nobody@example.com', false]])(
    'answers "%s" with %j',
    async (email, exists) => {
      const { text } = await partner().postJson('/v1/users/exists', await partner().clientToken(), { email });
      expect(text).toBe(JSON.stringify({ exists }));
    },
  );

  test('requires an address', async () => {
    expect((await partner().postJson('/v1/users/exists', await partner().clientToken(), {})).status).toBe(400);
  });
});

describe('the email', () => {
  const send = async (email: string) => partner().postJson(CREATE, await partner().clientToken(), {
    email, registrationCode, sendAuthorizationCodeAsEmail: true,
  });

  test('links to a page that shows a code, which the partner can exchange', async () => {
    await send('sarah@example.com');
    const visitor = customer();
    const outbox = await visitor.open('/outbox');
    expect(outbox.text).toContain('Meridian Bank asked us to send you this email.');
    const link = outbox.link('Log in and get your code');
    expect(link).toBe('/oauth/authorize/?client_id=bank&forwardingMode=showCode');
    await visitor.open(link ?? '');
    await visitor.logInAs('Sarah Jenkins');
    await visitor.chooseProfile();
    await visitor.giveAccess();
    expect((await partner().exchange(visitor.shownCode ?? '')).status).toBe(200);
  });

  test('goes to the address in the Wise account, and the outbox lists the newest first, also as JSON', async () => {
    await send('sarah@example.com');
    await send('OMAR@example.com');
    const mails = await control('outbox');
    expect(mails).toMatchObject([{ to: 'omar@example.com' }, {
      to: 'sarah@example.com',
      subject: 'Link your Wise account with Meridian Bank',
      link: `${url()}/oauth/authorize/?client_id=bank&forwardingMode=showCode`,
    }]);
    expect((await customer().open('/outbox')).text).toMatch(/omar@example\.com.*sarah@example\.com/);
  });

  test('contains no code', async () => {
    await send('sarah@example.com');
    expect(JSON.stringify(await control('outbox'))).not.toMatch(/[?&]code=/);
  });
});
