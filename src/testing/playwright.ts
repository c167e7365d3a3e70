/** ENTRY `wise-link/testing/playwright`: a fake backend, a fake Wise and a customer for Playwright tests. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { declinedResponse, successResponse, type Grant } from './grant.js';
import type { Simulator } from './simulator.js';
import { standIn, type BackendOptions, type Scenario } from './stand-in.js';

export { Simulator, type Mail } from './simulator.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './stand-in.js';
export type { Grant };

/** The authorization response, and the URL of the fake Wise. */
export interface FakeWiseOptions extends Grant {
  /** The URL of another authorize page, besides those of `sandbox` and `production`. */
  authorizeUrl?: string;
}

/**
 * Intercepts all endpoints of the contract, for a page or all pages of a context, and answers for one scenario. Each call
 * starts with new state. The default is `linked`.
 */
export async function backend(target: Page | BrowserContext, scenario: Scenario = 'linked', options: BackendOptions = {}): Promise<void> {
  for (const { method, path, answer } of standIn(scenario, options)) {
    await target.route(
      (url) => isAt(url, new URL(path, url)),
      async (route, request) => {
        if (request.method() !== method) return route.fallback();
        const response = await answer(new Request(request.url(), { method, body: request.postData() }));
        if (response.type === 'error') return route.abort('failed');
        return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() });
      },
    );
  }
}

/** Replaces the pages of Wise in a context by a page with the buttons "Give access" and "Decline". Sends nothing to Wise. */
export async function fakeWise(context: BrowserContext, { authorizeUrl, ...grant }: FakeWiseOptions = {}): Promise<void> {
  const pages = ['https://wise-sandbox.com/oauth/authorize/', 'https://wise.com/oauth/authorize/', ...(authorizeUrl ? [authorizeUrl] : [])];
  await context.route(
    (url) => pages.some((page) => isAt(url, new URL(page))),
    async (route, request) => {
      const url = new URL(request.url());
      const link = ({ href }: URL): string => href.replaceAll('&', '&amp;');
      await route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Fake Wise</title>
          <main>
            <button onclick="location = this.value" value="${link(successResponse(url, grant))}">Give access</button>
            <button onclick="document.querySelector('p').hidden = false">Decline</button>
            <p hidden>You have not given access. <a href="${link(declinedResponse(url))}">Back to where you came from</a></p>
          </main>`,
      });
    },
  );
}

/** The customer gives access in the window or tab of Wise: the simulator, where the customer first logs in, or the fake Wise. */
export async function givesAccess(wise: Page, customer = 'Sarah Jenkins'): Promise<void> {
  await press(wise, customer, 'Give access');
}

/** The customer declines, and goes back. */
export async function declines(wise: Page, customer = 'Sarah Jenkins'): Promise<void> {
  await press(wise, customer, 'Decline');
  await wise.getByRole('link', { name: /^Back to / }).click();
}

/** Opens the link of the newest email in a new tab, gives access there, and returns the code that Wise shows. */
export async function codeFromEmail(page: Page, simulator: Simulator, customer = 'Sarah Jenkins'): Promise<string> {
  const [mail] = await simulator.mails();
  if (!mail) throw new Error('The simulator has not sent an email yet');
  const wise = await page.context().newPage();
  await wise.goto(mail.link);
  await givesAccess(wise, customer);
  const code = await wise.locator('#code').innerText();
  await wise.close();
  await page.bringToFront();
  return code;
}

/** Presses the buttons from the current page of Wise to the decision. The log-in and the choice of a profile may be skipped. */
async function press(wise: Page, customer: string, decision: string): Promise<void> {
  const button = (name: string | RegExp): Locator => wise.getByRole('button', { name, exact: true });
  const steps = [button(`Log in as ${customer}`), button(/^Continue/), button(decision)];
  for (const [at, step] of steps.entries()) {
    const [first = step, ...later] = steps.slice(at);
    await later.reduce((one, other) => one.or(other), first).first().waitFor();
    if (await step.isVisible()) await step.click();
  }
}

const isAt = (url: URL, page: URL): boolean => url.origin === page.origin && url.pathname === page.pathname;
