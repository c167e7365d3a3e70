// A partner’s component tests in jsdom and happy-dom, as docs/testing.md shows them.
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import 'wise-link';
import { backend, FakeWise, type Scenario } from 'wise-link/testing';

const server = setupServer();
let over: AbortController;
let wise: FakeWise;

beforeAll(() => server.listen());
beforeEach(() => {
  over = new AbortController();
  wise = new FakeWise(over);
});
afterEach(() => {
  over.abort();
  document.querySelector('wise-link')?.reset(); // an attempt outlives its element
  document.body.replaceChildren();
  server.resetHandlers();
});
afterAll(() => server.close());

/** Shows the bank's page, with a backend in one scenario. */
async function shows(scenario: Scenario, mode = 'popup'): Promise<void> {
  server.use(...backend(scenario));
  document.body.innerHTML = `
    <wise-link environment="sandbox" client-id="bank" redirect-uri="${location.origin}/wise-callback.html" mode="${mode}"
      start-url="/api/wise/start" exchange-url="/api/wise/exchange" email-url="/api/wise/email"></wise-link>`;
  await element()?.updateComplete;
}

const element = () => document.querySelector('wise-link');
const root = () => element()?.shadowRoot;

/** The phase, once it is the given one. */
const reaches = (phase: string) => vi.waitFor(() => expect(element()?.phase).toBe(phase));

/** Presses a button as soon as it can be pressed: "is this you?" can be answered after half a second. */
const press = (name: string) =>
  vi.waitFor(() => {
    const button = [...(root()?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent?.includes(name));
    expect(button?.closest('[aria-disabled=true]')).toBeNull();
    button?.click();
  });

test('links an account', async () => {
  await shows('linked');
  await press('Connect your Wise account');
  await vi.waitFor(() => wise.givesAccess()); // once `start-url` has answered
  await reaches('linked');
});

test('asks "is this you?" after a code from the e-mail', async () => {
  await shows('linked', 'email');
  await press('Send me the email');
  await reaches('awaiting-code');
  const field = root()?.querySelector('input');
  Object.assign(field ?? {}, { value: 'G2s8EJ' });
  await press('Continue');
  await press('Yes, connect it');
  await reaches('linked');
});

test('refuses an account of another person', async () => {
  await shows('identity-mismatch');
  await press('Connect your Wise account');
  await vi.waitFor(() => wise.givesAccess()); // once `start-url` has answered
  await reaches('failed');
  expect(element()?.error?.code).toBe('identity_mismatch');
});
