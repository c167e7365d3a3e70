import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { customer, partner, otherPartner, linked, code } = simulator();

async function inSettings(label = 'Sarah Jenkins') {
  const visitor = customer();
  await visitor.open('/settings');
  await visitor.logInAs(label);
  return visitor;
}

describe('the settings', () => {
  test('ask for log-in first', async () => {
    expect((await customer().open('/settings')).heading).toBe('Log in');
  });

  test('show the apps that have access, with their profiles', async () => {
    expect((await inSettings('Omar Haddad')).page.text).toContain('No app has access to your account.');
    await linked('Omar Haddad', 'Haddad Trading Ltd');
    expect((await inSettings('Omar Haddad')).page.text).toContain('Meridian Bank Haddad Trading Ltd');
  });
});

describe('disconnecting', () => {
  test('revokes both tokens at once', async () => {
    const tokens = await linked();
    await (await inSettings()).press('Disconnect');
    const refreshed = await partner().refresh(tokens['refresh_token']);
    expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await partner().profiles(tokens['access_token'])).status).toBe(401);
    expect((await inSettings()).page.text).toContain('No app has access');
  });

  test('revokes a code that is not exchanged yet', async () => {
    await linked();
    const pending = await code();
    await (await inSettings()).press('Disconnect');
    expect((await partner().exchange(pending)).status).toBe(400);
  });

  test('does not affect other partners or customers', async () => {
    const others = await linked('Sarah Jenkins', undefined, otherPartner());
    const omars = await linked('Omar Haddad');
    await linked();
    const visitor = await inSettings();
    const ofBank = visitor.page.forms.find(({ fields }) => fields.get('client') === 'bank');
    await visitor.post('/settings/disconnect', ofBank?.fields ?? new URLSearchParams());
    expect(visitor.page.text).not.toContain('Meridian Bank');
    expect(visitor.page.text).toContain('Other <Bank> & Sons');
    expect((await otherPartner().refresh(others['refresh_token'])).status).toBe(200);
    expect((await partner().refresh(omars['refresh_token'])).status).toBe(200);
  });

  test('requires log-in', async () => {
    const tokens = await linked();
    const visitor = customer();
    await visitor.open('/settings');
    const { fields } = visitor.page.formWith('Log in').form;
    fields.set('client', 'bank');
    expect((await visitor.post('/settings/disconnect', fields)).heading).toBe('Log in');
    expect((await partner().refresh(tokens['refresh_token'])).status).toBe(200);
  });
});

describe('changing the email', () => {
  test('revokes all tokens of the customer', async () => {
    const [tokens, others] = [await linked(), await linked('Sarah Jenkins', undefined, otherPartner())];
    const page = await (await inSettings()).press('Change email', { email: 'sally@example.com' });
    expect(page.text).toContain('Logged in as sally@example.com');
    const refreshed = await partner().refresh(tokens['refresh_token']);
    expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await otherPartner().refresh(others['refresh_token'])).status).toBe(400);
    expect((await partner().profiles(tokens['access_token'])).status).toBe(401);
  });

  test.each(['omar@example.com', 'nonsense'])('to "%s" is refused and changes nothing', async (email) => {
    const tokens = await linked();
    const page = await (await inSettings()).press('Change email', { email });
    expect([page.status, page.heading]).toEqual([422, 'Settings']);
    expect((await partner().refresh(tokens['refresh_token'])).status).toBe(200);
  });
});
