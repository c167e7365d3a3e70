// A partner’s component tests, as docs/testing.md shows them.
import { setupWorker } from 'msw/browser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import 'wise-link';
import { backend, FakeWise, type Scenario } from 'wise-link/testing';

const worker = setupWorker();
const button = page.getByRole('button', { name: /Connect your Wise account/ });
let over: AbortController;
let wise: FakeWise;

beforeAll(() => worker.start({ quiet: true }));
beforeEach(() => {
  over = new AbortController();
  wise = new FakeWise(over);
});
afterEach(() => {
  over.abort();
  document.querySelector('wise-link')?.reset(); // an attempt outlives its element
  document.body.replaceChildren();
  worker.resetHandlers();
});
afterAll(() => worker.stop());

/** Shows the bank's page, with a backend in one scenario. */
function shows(scenario: Scenario, mode = 'popup'): void {
  worker.use(...backend(scenario));
  document.body.innerHTML = `
    <wise-link environment="sandbox" client-id="bank" redirect-uri="${location.origin}/wise-callback.html" mode="${mode}"
      exchange-url="/api/wise/exchange" email-url="/api/wise/email"></wise-link>`;
}

test('links an account', async () => {
  shows('linked');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByText('Your Wise account is connected.').first()).toBeVisible();
});

test('refuses an account of another person, and offers to use another account', async () => {
  shows('identity-mismatch');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByText('We could not confirm that this account is yours.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Use another account' })).toBeVisible();
});

test('asks "is this you?" after a code from the email', async () => {
  shows('linked', 'email');
  await page.getByRole('button', { name: 'Send me the email' }).click();
  await page.getByLabelText('Code from Wise').fill('G2s8EJ');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Yes, connect it' }).click();
  await expect.element(page.getByText('Your Wise account is connected.').first()).toBeVisible();
});

test('offers to try again after a rate limit', async () => {
  shows('rate-limited');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

describe('with fake timers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('offers another email after a minute, and the code expires after half an hour', async () => {
    shows('linked', 'email');
    await page.getByRole('button', { name: 'Send me the email' }).click();
    const again = page.getByRole('button', { name: /again/ });
    await expect.element(again).toHaveAttribute('aria-disabled', 'true');
    await vi.advanceTimersByTimeAsync(60_000);
    await expect.element(again).not.toHaveAttribute('aria-disabled', 'true');
    // The element checks the clock twice a second. Setting the time is faster than advancing the timers by half an hour.
    vi.setSystemTime(Date.now() + 29 * 60_000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(document.querySelector('wise-link')?.error?.code).toBe('attempt_expired');
  });
});
