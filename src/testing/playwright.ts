/** ENTRY `wise-link/testing/playwright`: a partner's backend, Wise and its customer in Playwright's tests. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { declinedAt, givenAt, type Grant } from './grant.js';
import type { Simulator } from './simulator.js';
import { standIn, type BackendOptions, type Scenario } from './stand-in.js';

export { Simulator, type Mail } from './simulator.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './stand-in.js';
export type { Grant };

/** What Wise sends back with the customer, and where it is. */
export interface FakeWiseOptions extends Grant {
  /** Another authorize page than those of `sandbox` and `production`. */
  authorizeUrl?: string;
}

/**
 * Answers the whole contract at the network, for a page or all pages of a context, and plays one scenario. Each call begins
 * anew. The default is `linked`.
 */
export async function backend(where: Page | BrowserContext, scenario: Scenario = 'linked', options: BackendOptions = {}): Promise<void> {
  for (const { method, path, answer } of standIn(scenario, options)) {
    await where.route(
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

/** A page in the place of Wise's, for all windows of a context: it has the buttons "Give access" and "Decline". Nothing is asked of Wise. */
export async function fakeWise(context: BrowserContext, { authorizeUrl, ...grant }: FakeWiseOptions = {}): Promise<void> {
  const places = ['https://wise-sandbox.com/oauth/authorize/', 'https://wise.com/oauth/authorize/', ...(authorizeUrl ? [authorizeUrl] : [])];
  await context.route(
    (url) => places.some((place) => isAt(url, new URL(place))),
    async (route, request) => {
      const url = new URL(request.url());
      const link = ({ href }: URL): string => href.replaceAll('&', '&amp;');
      await route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>A stand-in for Wise</title>
          <main>
            <button onclick="location = this.value" value="${link(givenAt(url, grant))}">Give access</button>
            <button onclick="document.querySelector('p').hidden = false">Decline</button>
            <p hidden>You have not given access. <a href="${link(declinedAt(url))}">Back to where you came from</a></p>
          </main>`,
      });
    },
  );
}

/** The customer gives access, in the window or tab where Wise is: the simulator, where he logs in first, or the stand-in. */
export async function givesAccess(wise: Page, customer = 'Sarah Jenkins'): Promise<void> {
  await presses(wise, customer, 'Give access');
}

/** The customer gives no access, and goes back. */
export async function declines(wise: Page, customer = 'Sarah Jenkins'): Promise<void> {
  await presses(wise, customer, 'Decline');
  await wise.getByRole('link', { name: /^Back to / }).click();
}

/** Follows the link of the newest e-mail in a tab of its own, gives access there, and reads the code that Wise shows. */
export async function codeFromEmail(page: Page, simulator: Simulator, customer = 'Sarah Jenkins'): Promise<string> {
  const [mail] = await simulator.mails();
  if (!mail) throw new Error('Wise has sent no e-mail yet');
  const wise = await page.context().newPage();
  await wise.goto(mail.link);
  await givesAccess(wise, customer);
  const code = await wise.locator('#code').innerText();
  await wise.close();
  await page.bringToFront();
  return code;
}

/** From wherever the customer is at Wise: who is logged in, or has no choice, is not asked. */
async function presses(wise: Page, customer: string, decision: string): Promise<void> {
  const button = (name: string | RegExp): Locator => wise.getByRole('button', { name, exact: true });
  const steps = [button(`Log in as ${customer}`), button(/^Continue/), button(decision)];
  for (const [at, step] of steps.entries()) {
    const [first = step, ...later] = steps.slice(at);
    await later.reduce((one, other) => one.or(other), first).first().waitFor();
    if (await step.isVisible()) await step.click();
  }
}

const isAt = (url: URL, place: URL): boolean => url.origin === place.origin && url.pathname === place.pathname;
