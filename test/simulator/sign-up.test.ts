import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { customer, partner } = simulator();

const ADA = { email: 'ada@example.com', password: 'secret', firstName: 'Ada', lastName: 'Kern', dateOfBirth: '1990-01-31' };

async function atSignUp() {
  const visitor = customer();
  const page = await visitor.authorize(partner().authorizeUrl({ state: 's-1' }));
  await visitor.open(page.link('Sign up') ?? '');
  return visitor;
}

describe('signing up', () => {
  test('creates an account with a profile and continues the flow', async () => {
    const visitor = await atSignUp();
    await visitor.press('Sign up', ADA);
    expect([...visitor.page.choices.keys()]).toEqual(['Ada Kern Personal profile']);
    await visitor.chooseProfile();
    const callback = await visitor.giveAccess();
    const { body } = await partner().exchange(callback.searchParams.get('code') ?? '');
    const profiles = await partner().profiles(body['access_token']);
    expect(profiles.text).toContain('"dateOfBirth":"1990-01-31"');
    expect(profiles.text).toContain(`"id":${callback.searchParams.get('profileId')}`);
  });

  test('can skip the profile', async () => {
    const visitor = await atSignUp();
    await visitor.press('Skip the profile and sign up', { email: ADA.email, password: ADA.password });
    expect(visitor.page.heading).toBe('You have no profile yet');
  });

  test('creates an account that can log in', async () => {
    await (await atSignUp()).press('Sign up', ADA);
    const visitor = customer();
    await visitor.open('/settings');
    expect((await visitor.logIn(ADA.email, 'wise')).heading).toBe('Log in');
    expect((await visitor.logIn(ADA.email, ADA.password)).heading).toBe('Settings');
  });

  test('continues to the settings outside a flow', async () => {
    const visitor = customer();
    await visitor.open('/signup');
    expect((await visitor.press('Sign up', ADA)).heading).toBe('Settings');
  });

  test.each([
    ['an address that is in use', { email: 'SARAH@example.com' }, 'already a member'],
    ['an invalid address', { email: 'ada' }, 'Enter an email address'],
    ['no password', { password: '' }, 'and a password'],
    ['no name', { firstName: ' ' }, 'Enter your name'],
    ['no date of birth', { dateOfBirth: '' }, 'date of birth'],
  ])('refuses %s', async (_, change, words) => {
    const page = await (await atSignUp()).press('Sign up', { ...ADA, ...change });
    expect([page.status, page.heading]).toEqual([422, 'Sign up']);
    expect(page.text).toContain(words);
  });
});
