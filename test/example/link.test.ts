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

/** The bank's page, and a backend that plays a scenario. */
function shows(scenario: Scenario, mode = 'popup'): void {
  worker.use(...backend(scenario));
  document.body.innerHTML = `
    <wise-link environment="sandbox" client-id="bank" redirect-uri="${location.origin}/wise-callback.html" mode="${mode}"
      exchange-url="/api/wise/exchange" email-url="/api/wise/email"></wise-link>`;
}

test('a customer links his account', async () => {
  shows('linked');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByText('Your Wise account is linked.').first()).toBeVisible();
});

test('another person is refused, and can take another account', async () => {
  shows('identity-mismatch');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByText('We could not confirm that this account is yours.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Use another account' })).toBeVisible();
});

test('a code from the e-mail is answered with "is this you?"', async () => {
  shows('linked', 'email');
  await page.getByRole('button', { name: 'Send me the e-mail' }).click();
  await page.getByLabelText('Code from Wise').fill('G2s8EJ');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Yes, link it' }).click();
  await expect.element(page.getByText('Your Wise account is linked.').first()).toBeVisible();
});

test('a customer of whom the bank has heard too much can try again', async () => {
  shows('rate-limited');
  await button.click();
  wise.givesAccess();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

describe('when time passes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('another e-mail can be had after a minute, and the code is too old after half an hour', async () => {
    shows('linked', 'email');
    await page.getByRole('button', { name: 'Send me the e-mail' }).click();
    const again = page.getByRole('button', { name: /again/ });
    await expect.element(again).toHaveAttribute('aria-disabled', 'true');
    await vi.advanceTimersByTimeAsync(60_000);
    await expect.element(again).not.toHaveAttribute('aria-disabled', 'true');
    // While a code can be typed the element looks at the clock twice a second: half an hour is quicker as a leap than in steps.
    vi.setSystemTime(Date.now() + 29 * 60_000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(document.querySelector('wise-link')?.error?.code).toBe('attempt_expired');
  });
});
