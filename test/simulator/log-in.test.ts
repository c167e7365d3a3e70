import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { customer, partner } = simulator();

async function atLogIn() {
  const visitor = customer();
  await visitor.authorize(partner().authorizeUrl());
  return visitor;
}

describe('logging in', () => {
  test('accepts email and password', async () => {
    expect((await (await atLogIn()).logIn('Sarah@Example.com', 'wise')).heading).toBe('Choose a profile');
  });

  test.each([['sarah@example.com', 'wrong'], ['nobody@example.com', 'wise'], ['', '']])(
    'refuses "%s" with the password "%s", without revealing which is wrong',
    async (email, password) => {
      const page = await (await atLogIn()).logIn(email, password);
      expect([page.status, page.heading]).toEqual([422, 'Log in']);
      expect(page.html).toContain('role="alert">Email and password don’t match.');
    },
  );

  test('offers every test customer with a different label', async () => {
    const labels = (await atLogIn()).page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));
    expect(labels).toEqual([
      'Log in',
      'Log in as Sarah Jenkins',
      'Log in as Omar Haddad',
      'Log in as Lee Wong',
      'Log in as Sarah Jenkins (another person)',
      'Log in as Nina Roth',
      'Log in as Sarah Jenkins (2FA)',
      'Log in as Maya Bloom',
    ]);
  });

  test('is skipped for a customer who is logged in, who can log out', async () => {
    const visitor = await atLogIn();
    await visitor.logInAs('Sarah Jenkins');
    expect((await visitor.authorize(partner().authorizeUrl())).text).toContain('Logged in as sarah@example.com');
    expect((await visitor.press('Not you? Log out')).heading).toBe('Log in');
    expect((await visitor.logInAs('Omar Haddad')).text).toContain('omar@example.com');
  });

  test('does not keep the chosen profile after a log-out', async () => {
    const visitor = await atLogIn();
    await visitor.logInAs('Sarah Jenkins');
    await visitor.chooseProfile();
    await visitor.press('Not you? Log out');
    expect((await visitor.logInAs('Omar Haddad')).heading).toBe('Choose a profile');
  });

  test('changes the cookie, against session fixation', async () => {
    const visitor = await atLogIn();
    const before = visitor.cookie;
    await visitor.logInAs('Sarah Jenkins');
    expect(visitor.cookie).toMatch(/^wise_session=[0-9a-f-]{36}$/);
    expect(visitor.cookie).not.toBe(before);
  });
});

describe('two factors', () => {
  test('are required from a customer who has them on', async () => {
    const visitor = await atLogIn();
    expect((await visitor.logInAs('Sarah Jenkins (2FA)')).html).toContain('<label for="code">6-digit code</label>');
    expect((await visitor.twoFactor(' 111111 ')).heading).toBe('Choose a profile');
  });

  test('a wrong code is refused and can be tried again', async () => {
    const visitor = await atLogIn();
    await visitor.logInAs('Sarah Jenkins (2FA)');
    const page = await visitor.twoFactor('222222');
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('That code is wrong. Try again.')]);
    expect((await visitor.twoFactor('111111')).heading).toBe('Choose a profile');
  });

  test('cannot be bypassed', async () => {
    const visitor = await atLogIn();
    await visitor.logInAs('Sarah Jenkins (2FA)');
    const { fields } = visitor.page.formWith('Continue').form;
    fields.set('profile', '14576001');
    expect((await visitor.post('/oauth/profile', fields)).status).toBe(403);
    expect((await visitor.open('/settings')).heading).toBe('Enter your 6-digit code');
  });

  test('a code without a password does not log in', async () => {
    const visitor = await atLogIn();
    const { fields } = visitor.page.formWith('Log in').form;
    fields.set('code', '111111');
    expect((await visitor.post('/two-factor', fields)).heading).toBe('Log in');
  });
});

describe('a form', () => {
  test('is refused without the CSRF token of its session', async () => {
    const [one, two] = [await atLogIn(), await atLogIn()];
    const { fields } = two.page.formWith('Log in as Sarah Jenkins').form;
    expect((await one.post('/log-in', fields)).status).toBe(403);
    fields.delete('csrf');
    expect((await two.post('/log-in', fields)).status).toBe(403);
  });

  test('is refused from a browser without the cookie', async () => {
    const visitor = await atLogIn();
    const { fields } = visitor.page.formWith('Log in as Sarah Jenkins').form;
    expect((await customer().post('/log-in', fields)).heading).toBe('This page is out of date');
  });
});
