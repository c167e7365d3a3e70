import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { customer, partner, otherPartner, consented, control } = simulator();

async function atConsent(label = 'Sarah Jenkins', address = partner().authorizeUrl({ state: 's-1' }), profile?: string) {
  const visitor = customer();
  await visitor.authorize(address);
  await visitor.logInAs(label);
  await visitor.chooseProfile(profile);
  return visitor;
}

describe('the profiles', () => {
  test('are offered with their kind, and the personal one is preselected', async () => {
    const visitor = customer();
    await visitor.authorize(partner().authorizeUrl());
    const page = await visitor.logInAs('Omar Haddad');
    expect([...page.choices]).toEqual([
      ['Omar Haddad Personal profile', '9007199254740993'],
      ['Haddad Trading Ltd Business profile', '9007199254740995'],
    ]);
    expect(page.formWith('Continue').form.fields.get('profile')).toBe('9007199254740993');
  });

  test('of other customers cannot be chosen', async () => {
    const visitor = customer();
    await visitor.authorize(partner().authorizeUrl());
    await visitor.logInAs('Sarah Jenkins');
    const page = await visitor.press('Continue', { profile: '9007199254740993' });
    expect([page.status, page.heading]).toEqual([422, 'Choose a profile']);
    expect(page.text).toContain('Choose one of your profiles.');
  });

  test('a customer without a profile can continue without one', async () => {
    const visitor = customer();
    await visitor.authorize(partner().authorizeUrl({ state: 's-1' }));
    expect((await visitor.logInAs('Nina Roth')).heading).toBe('You have no profile yet');
    await visitor.press('Continue without a profile');
    const callback = await visitor.giveAccess();
    expect([...callback.searchParams.keys()]).toEqual(['code', 'state']);
  });
});

describe('giving access', () => {
  test('is asked for by name', async () => {
    const { page } = await atConsent();
    expect(page.heading).toBe('Give Meridian Bank access to your Wise account?');
    expect(page.text).toContain('Sarah Jenkins Personal profile');
  });

  test('sends code, state and profileId, in this order', async () => {
    const callback = await consented();
    expect(callback.href).toMatch(
      /^http:\/\/localhost:4100\/popup\.html\?code=[0-9A-Za-z]{6}&state=s-1&profileId=14575282$/,
    );
  });

  test('sends no state if the request had none', async () => {
    const callback = await (await atConsent('Sarah Jenkins', partner().authorizeUrl())).giveAccess();
    expect([...callback.searchParams.keys()]).toEqual(['code', 'profileId']);
  });

  test('returns the state unchanged, with any characters', async () => {
    const state = 'a b+c&code=EVIL#%20é"<';
    const callback = await (await atConsent('Sarah Jenkins', partner().authorizeUrl({ state }))).giveAccess();
    expect(callback.searchParams.getAll('state')).toEqual([state]);
    expect(callback.searchParams.getAll('code')).toHaveLength(1);
  });

  test('keeps the query of the registered redirect URI', async () => {
    const redirectUri = 'http://localhost:4100/wise-callback.html?via=query';
    const callback = await (await atConsent('Sarah Jenkins', partner().authorizeUrl({ redirect_uri: redirectUri }))).giveAccess();
    expect(callback.href.startsWith(`${redirectUri}&code=`)).toBe(true);
  });

  test('redirects to an app’s custom scheme', async () => {
    const callback = await (await atConsent('Sarah Jenkins', otherPartner().authorizeUrl())).giveAccess();
    expect(callback.href).toMatch(/^banksdemo:\/\/login\/\?code=.{6}&profileId=14575282$/);
  });

  test('sends the id of the chosen profile with all digits', async () => {
    const callback = await consented('Omar Haddad', 'Haddad Trading Ltd');
    expect(callback.searchParams.get('profileId')).toBe('9007199254740995');
  });

  test('is a 302, so that the partner’s page is fetched with GET', async () => {
    const visitor = await atConsent();
    const { form } = visitor.page.formWith('Give access');
    form.fields.set('decision', 'give');
    const headers = { cookie: visitor.cookie ?? '' };
    const target = new URL(form.action, visitor.page.url);
    const response = await fetch(target, { method: 'POST', body: form.fields, headers, redirect: 'manual' });
    expect(response.status).toBe(302);
  });

  test('works once: sending the form again gets no second code', async () => {
    const visitor = await atConsent();
    const { fields } = visitor.page.formWith('Give access').form;
    await visitor.giveAccess();
    fields.set('decision', 'give');
    expect((await visitor.post('/oauth/consent', fields)).heading).toBe('This page is out of date');
    const address = `/oauth/continue?flow=${fields.get('flow')}`;
    expect((await visitor.open(address)).heading).toBe('This page is out of date');
  });

  test('requires a chosen profile', async () => {
    const visitor = customer();
    await visitor.authorize(partner().authorizeUrl());
    await visitor.logInAs('Sarah Jenkins');
    const { fields } = visitor.page.formWith('Continue').form;
    fields.set('decision', 'give');
    expect((await visitor.post('/oauth/consent', fields)).status).toBe(403);
  });

  test('is possible only in the browser that started the flow', async () => {
    const [one, two] = [await atConsent(), await atConsent('Omar Haddad')];
    const flow = one.page.formWith('Give access').form.fields.get('flow') ?? '';
    const { fields } = two.page.formWith('Give access').form;
    fields.set('flow', flow);
    fields.set('decision', 'give');
    expect((await two.post('/oauth/consent', fields)).status).toBe(403);
    expect((await two.open(`/oauth/continue?flow=${flow}`)).status).toBe(403);
  });
});

describe('declining', () => {
  test('ends on a page of Wise with a link back that has error and state', async () => {
    const visitor = await atConsent();
    const back = await visitor.decline();
    expect(visitor.page.heading).toBe('You did not give access');
    expect(back?.href).toBe(
      'http://localhost:4100/popup.html?error=access_denied&error_description=User+denied+access&state=s-1',
    );
  });

  test('keeps the query of the registered redirect URI', async () => {
    const redirectUri = 'http://localhost:4100/wise-callback.html?via=query';
    const visitor = await atConsent('Sarah Jenkins', partner().authorizeUrl({ redirect_uri: redirectUri }));
    expect((await visitor.decline())?.href).toBe(
      `${redirectUri}&error=access_denied&error_description=User+denied+access`,
    );
  });

  test('shows no link without a redirect URI', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().showCodeUrl());
    expect(await visitor.decline()).toBeUndefined();
    expect(visitor.page.heading).toBe('You did not give access');
  });

  test('is final when the page is opened again or the form is sent again', async () => {
    const visitor = await atConsent();
    const { fields } = visitor.page.formWith('Give access').form;
    await visitor.decline();
    expect((await visitor.open(visitor.page.url)).heading).toBe('You did not give access');
    fields.set('decision', 'give');
    expect((await visitor.post('/oauth/consent', fields)).status).toBe(403);
  });

  test('an unknown decision shows the question again', async () => {
    const visitor = await atConsent();
    const { fields } = visitor.page.formWith('Give access').form;
    expect((await visitor.post('/oauth/consent', fields)).heading).toMatch(/^Give Meridian Bank access/);
  });
});

describe('showing the code', () => {
  test('shows it as text with a warning, without a redirect', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().showCodeUrl());
    await visitor.giveAccess();
    expect(visitor.page.heading).toBe('Enter this code at Meridian Bank');
    expect(visitor.page.text).toContain('Enter it only where you asked for it yourself.');
    expect(visitor.shownCode).toMatch(/^[0-9A-Za-z]{6}$/);
  });

  test('shows the same code when the page is opened again', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().showCodeUrl());
    await visitor.giveAccess();
    const { shownCode } = visitor;
    await visitor.open(visitor.page.url);
    expect(visitor.shownCode).toBe(shownCode);
  });

  test('also works with a redirect URI', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().authorizeUrl({ forwardingMode: 'showCode' }));
    const where = await visitor.giveAccess();
    expect(where.pathname).toBe('/oauth/continue');
    expect(visitor.shownCode).toHaveLength(6);
  });

  test('a shown code accepts any redirect URI that the partner registered', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().showCodeUrl());
    await visitor.giveAccess();
    const { status } = await partner().exchange(visitor.shownCode ?? '', 'http://localhost:4100/wise-callback.html?via=query');
    expect(status).toBe(200);
    expect(await control('counters')).toMatchObject({ token: { authorization_code: 1 }, tokenRefused: 0 });
  });

  test('a shown code refuses an unregistered redirect URI', async () => {
    const visitor = await atConsent('Sarah Jenkins', partner().showCodeUrl());
    await visitor.giveAccess();
    const { status } = await partner().exchange(visitor.shownCode ?? '', 'http://localhost:4100/other.html');
    expect(status).toBe(400);
  });
});
