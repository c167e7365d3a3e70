import { describe, expect, it } from 'vitest';
import { REDIRECT_URI, useBank } from '../server/bank.js';
import type { Browser, Changes, Got } from '../server/bank.js';
import { invalidGrant, json } from '../server/fake-wise.js';
import { expectAsDocumented } from './operation.js';
import { START, start } from './ways.js';
import type { Way } from './ways.js';

const bank = useBank();
const TOKEN = 'token authorization_code';

const email = (browser: Browser, body: unknown = {}): Promise<Got> => browser.send('POST', '/api/wise/email', JSON.stringify(body));
const status = (browser: Browser, attempt?: unknown): Promise<Got> =>
  browser.send('GET', typeof attempt === 'string' ? `/api/wise/status?attempt=${attempt}` : '/api/wise/status');

const STARTS: [string, number, Way][] = [
  ['an attempt', 201, (sarah) => start(bank, sarah)],
  ['an attempt with a redirect URI', 201, (sarah) => start(bank, sarah, { ...START, flow: 'redirect', redirectUri: REDIRECT_URI })],
  ['another environment', 400, (sarah) => start(bank, sarah, { ...START, environment: 'production' })],
  ['no session', 401, (sarah) => ((sarah.cookie = ''), start(bank, sarah))],
  ['a page of another site', 403, (sarah) => sarah.send('POST', '/api/wise/start', JSON.stringify(START), { 'Sec-Fetch-Site': 'cross-site' })],
  ['too often', 429, async (sarah) => {
    await bank.restart({}, { startsPerHour: 1 });
    const { attemptId, state } = (await start(bank, sarah)).body;
    await sarah.exchange({ attemptId, state });
    return start(bank, sarah);
  }],
];

describe('the start of the reference backend', () => {
  it.each(STARTS)('%s: %i is answered as documented', async (_, expected, way) => {
    const got = await way(await bank.browser('sarah'));
    expect(got.status).toBe(expected);
    expectAsDocumented('POST', '/api/wise/start', got);
  });
});

const EMAILS: [string, number, Way][] = [
  ['an email', 202, (sarah) => email(sarah)],
  ['an email for an attempt', 202, async (sarah) => email(sarah, { attemptId: (await start(bank, sarah)).body['attemptId'] })],
  ['another’s attempt', 404, async (sarah) => email(sarah, { attemptId: (await start(bank, await bank.browser('omar'))).body['attemptId'] })],
  ['an expired attempt', 410, async (sarah) => {
    const { attemptId } = (await start(bank, sarah)).body;
    bank.forward(1800);
    return email(sarah, { attemptId });
  }],
  ['an attempt in progress', 409, async (sarah) => {
    const { attemptId, state } = (await start(bank, sarah)).body;
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange({ attemptId, state });
    await held.arrived;
    const got = await email(sarah, { attemptId });
    held.answer(invalidGrant);
    await first;
    return got;
  }],
  ['an address from the page', 400, (sarah) => email(sarah, { email: 'me@elsewhere.example' })],
  ['too soon', 429, async (sarah) => {
    await email(sarah);
    return email(sarah);
  }],
  ['an unavailable Wise', 503, (sarah) => {
    bank.wise.next('/v1/users/exists', json(503, '{}'));
    return email(sarah);
  }],
];

describe('the email of the reference backend', () => {
  it.each(EMAILS)('%s: %i is answered as documented', async (_, expected, way) => {
    const got = await way(await bank.browser('sarah'));
    expect(got.status).toBe(expected);
    expectAsDocumented('POST', '/api/wise/email', got);
  });
});

const STATUSES: [string, (sarah: Browser, attempt: Changes) => Promise<Got>][] = [
  ['awaiting', (sarah, { attemptId }) => status(sarah, attemptId)],
  ['none', (sarah) => status(sarah)],
  ['linked', async (sarah, attempt) => {
    await sarah.exchange(attempt);
    return status(sarah, attempt['attemptId']);
  }],
  ['linked', async (sarah, attempt) => {
    await sarah.exchange(attempt);
    return status(sarah);
  }],
  ['pending_confirmation', async (sarah, attempt) => {
    await sarah.exchange({ ...attempt, source: 'typed', profileId: undefined });
    return status(sarah, attempt['attemptId']);
  }],
  ['cancelled', async (sarah, attempt) => {
    await sarah.exchange({ ...attempt, source: 'typed', profileId: undefined });
    await sarah.confirm(attempt['attemptId'], false);
    return status(sarah, attempt['attemptId']);
  }],
  ['processing', async (sarah, attempt) => {
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange(attempt);
    await held.arrived;
    const got = await status(sarah, attempt['attemptId']);
    held.answer(invalidGrant);
    await first;
    return got;
  }],
  ['failed', async (sarah, attempt) => {
    bank.wise.next(TOKEN, invalidGrant);
    await sarah.exchange(attempt);
    return status(sarah, attempt['attemptId']);
  }],
  ['expired', (sarah, { attemptId }) => (bank.forward(1801), status(sarah, attemptId))],
  ['none', async (_, { attemptId }) => status(await bank.browser('omar'), attemptId)],
];

describe('the status of the reference backend', () => {
  it.each(STATUSES)('%s is answered as documented', async (expected, way) => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await start(bank, sarah)).body;
    const got = await way(sarah, { attemptId, state });
    expect(got.body['status']).toBe(expected);
    expectAsDocumented('GET', '/api/wise/status', got);
  });

  it('csrf_failed is answered as documented', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('GET', '/api/wise/status', null, { 'X-Wise-Link': null });
    expect(got.status).toBe(403);
    expectAsDocumented('GET', '/api/wise/status', got);
  });

  it('session_required is answered as documented', async () => {
    const loggedOut = await bank.browser('sarah');
    loggedOut.cookie = '';
    const got = await status(loggedOut);
    expect(got.status).toBe(401);
    expectAsDocumented('GET', '/api/wise/status', got);
  });
});
