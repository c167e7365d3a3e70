import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startWise, type RunningWise } from '../../src/simulator/server.js';
import { WiseCustomer } from './customer.js';
import { Partner } from './partner.js';

/** Another registered partner, which must not get Meridian Bank's data. */
export const OTHER_BANK = {
  clientId: 'other',
  clientSecret: 'other:secret',
  name: 'Other <Bank> & Sons',
  redirectUris: ['banksdemo://login/'],
};

/** The demo's partner. */
export const BANK = {
  clientId: 'bank',
  clientSecret: 'banksecret',
  name: 'Meridian Bank',
  redirectUris: ['http://localhost:4100/popup.html', 'http://localhost:4100/wise-callback.html?via=query'],
};

/** In place of the name of a profile: the customer has none. */
export const NO_PROFILE = '';

/** Starts a simulator for the tests of a file, and resets it before each test. */
export function simulator() {
  let running: RunningWise | undefined;
  const url = () => {
    if (!running) throw new Error('The simulator has not started yet.');
    return running.url;
  };
  const lines: string[] = [];
  beforeAll(async () => {
    running = await startWise({ port: 0, clients: [BANK, OTHER_BANK], log: (line) => lines.push(line) });
  });
  beforeEach(async () => {
    lines.length = 0;
    await fetch(`${url()}/simulator/reset`, { method: 'POST' });
  });
  afterAll(() => running?.close());

  const control = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return JSON.parse(await (await fetch(`${url()}/simulator/${path}`, posted)).text());
  };
  const partner = () => new Partner(url());

  /** Gives access as a customer. Returns the authorization response. */
  const consented = async (label = 'Sarah Jenkins', profile?: string, bank = partner()): Promise<URL> => {
    const customer = new WiseCustomer(url());
    await customer.authorize(bank.authorizeUrl({ state: 's-1' }));
    await customer.logInAs(label);
    if (profile === NO_PROFILE) await customer.press('Continue without a profile');
    else await customer.chooseProfile(profile);
    return customer.giveAccess();
  };

  /** Gives access as a customer. Returns the code. */
  const code = async (...who: Parameters<typeof consented>): Promise<string> =>
    (await consented(...who)).searchParams.get('code') ?? '';

  /** Gives access as a customer and exchanges the code. Returns the token response. */
  const linked = async (label?: string, profile?: string, bank = partner()): Promise<Record<string, unknown>> =>
    (await bank.exchange(await code(label, profile, bank))).body;

  return {
    url, control, partner, consented, code, linked,
    /** The lines for the terminal since the test began. */
    lines: (): readonly string[] => lines,
    customer: () => new WiseCustomer(url()),
    otherPartner: () => new Partner(url(), OTHER_BANK.clientId, OTHER_BANK.clientSecret, OTHER_BANK.redirectUris[0]),
  };
}
