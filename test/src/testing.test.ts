import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backend, FakeWise, LINK, SCENARIOS, type Scenario } from '../../src/testing.js';
import { worker } from '../support/backend.js';
import { press, reaches, seen, type, wiseLink } from '../support/element.js';

const URLS = { 'start-url': '/api/wise/start', 'status-url': '/api/wise/status', 'email-url': '/api/wise/email' };

let over: AbortController;
let wise: FakeWise;

beforeEach(() => {
  over = new AbortController();
  wise = new FakeWise(over);
});
afterEach(() => over.abort());

/** Where each scenario ends, for a code that comes in the Wise window. */
const ENDS: Record<Scenario, readonly [phase: string, text: RegExp]> = {
  'linked': ['linked', /is linked/],
  'linked-before': ['linked', /is linked/],
  'slow': ['exchanging', /./],
  'wrong-code': ['failed', /too old|expired/i],
  'identity-mismatch': ['failed', /could not confirm/],
  'profile-missing': ['failed', /profile/],
  'unavailable': ['linked', /is linked/],
  'outcome-unknown': ['failed', /./],
  'session-required': ['failed', /log in/i],
  'rate-limited': ['failed', /./],
  'network-error': ['exchanging', /./],
};

describe('the stand-ins for backend and Wise', () => {
  test.each(Object.keys(SCENARIOS) as Scenario[])('play %s, from the button on', async (scenario) => {
    worker.use(...backend(scenario));
    const element = await wiseLink(URLS);
    const [phase, text] = ENDS[scenario];
    if (scenario !== 'linked-before') {
      press(element, 'launch');
      await expect.poll(() => wise.isOpen && wise.url.searchParams.get('client_id'), { timeout: 10_000 }).toBe('bank');
      wise.givesAccess();
    }
    await reaches(element, phase);
    expect(Object.values(seen(element)).join(' ')).toMatch(text);
    if (phase === 'linked') expect(element.link).toEqual(LINK);
  });

  test('a customer gives no access', async () => {
    worker.use(...backend());
    const element = await wiseLink();
    press(element, 'launch');
    wise.declines();
    await reaches(element, 'idle');
    expect(wise.isOpen).toBe(false);
  });

  test('a typed code asks "is this you?", and links', async () => {
    worker.use(...backend());
    const element = await wiseLink({ ...URLS, mode: 'email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    press(element, 'confirm');
    await reaches(element, 'linked');
  });

  test('a wrong code has ever fewer tries', async () => {
    worker.use(...backend('wrong-code'));
    const element = await wiseLink({ mode: 'email' });
    for (const tries of [4, 3]) {
      type(element, `wrong${tries}`);
      press(element, 'submit');
      await reaches(element, 'exchanging');
      await reaches(element, 'awaiting-code');
      expect(seen(element)['error']).toContain(`${tries}`);
    }
  });

  test('who asks for the address before anybody has been sent there is told what to do first', () => {
    expect(() => wise.url).toThrow(/press the button/);
  });

  test('window.open is what it was when they are done', async () => {
    const other = new AbortController();
    const { open } = globalThis;
    expect(new FakeWise(other).isOpen).toBe(false);
    expect(globalThis.open).not.toBe(open);
    other.abort();
    expect(globalThis.open).toBe(open);
  });
});
