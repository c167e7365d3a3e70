// Tests the element in frames and sandboxes.
import { expect, type Frame, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const LAUNCH = /^Connect your Wise account/;
const LINKED = 'Your Wise account is connected.';
const REDIRECT_URI = `${BANK}/wise-callback.html`;
const WIDGET = `${BANK}/widget.html`;
const TAB = `${BANK}/tab.html`;
/** A third site, different from the bank's and Wise's. */
const PORTAL = 'http://portal.localhost/';

const html = (body: string) => ({ contentType: 'text/html', body: `<!doctype html><title>Test</title>${body}` });

/**
 * The bank's widget in a frame of the portal, with an exchange function. The demo's backend would refuse, because its session
 * cookie is SameSite=Strict and is not sent from a frame on another site.
 */
async function widgetIn(page: Page, sandbox = ''): Promise<Frame> {
  const context = page.context();
  await context.exposeFunction('redeem', redeem);
  await context.route(PORTAL, (route) => route.fulfill(html(`<iframe src="${WIDGET}" width="600" height="600" ${sandbox}></iframe>`)));
  await context.route(WIDGET, (route) =>
    route.fulfill(
      html(`
        <wise-link environment="sandbox" client-id="bank" mode="popup" redirect-uri="${REDIRECT_URI}"
          authorize-url="${WISE}/oauth/authorize/" exchange-url="/no-backend"></wise-link>
        <script type="module">
          import '/element.ts';
          window.reasons = [];
          const element = document.querySelector('wise-link');
          element.exchange = ({ code }) => redeem(code);
          element.addEventListener('wise-link-change', ({ reason = '' }) => reasons.push(reason));
        </script>`),
    ),
  );
  await page.goto(PORTAL);
  const frame = page.frame({ url: WIDGET });
  if (!frame) throw new Error('The portal has no frame');
  return frame;
}

/** Exchanges a code at Wise, as the bank's backend does. */
async function redeem(code: string): Promise<object> {
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: REDIRECT_URI });
  const headers = { Authorization: `Basic ${btoa('bank:banksecret')}` };
  const { status } = await fetch(`${WISE}/oauth/token`, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`Wise answers ${status}`);
  return { status: 'linked', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } };
}

/** Checks that the frame shares neither storage nor channels with a tab of its origin, because the test depends on that. */
async function isApart(frame: Frame): Promise<void> {
  const context = frame.page().context();
  await context.route(TAB, (route) => route.fulfill(html('')));
  const [ear, mouth] = [await context.newPage(), await context.newPage()];
  await ear.goto(TAB);
  await ear.evaluate(() => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel('probe');
    channel.addEventListener('message', ({ data }) => heard.push(data));
    Object.assign(window, { heard, channel });
  });
  await frame.evaluate(() => {
    localStorage.setItem('probe', 'frame');
    new BroadcastChannel('probe').postMessage('frame');
  });
  await mouth.goto(TAB);
  expect(await mouth.evaluate(() => localStorage.getItem('probe'))).toBe(null);
  await mouth.evaluate(() => new BroadcastChannel('probe').postMessage('tab'));
  const heard = (): Promise<string[]> => ear.evaluate(() => Reflect.get(window, 'heard'));
  await expect.poll(heard).toContain('tab');
  expect(await heard()).toEqual(['tab']);
  await ear.close();
  await mouth.close();
}

/** Presses the widget's button, and opens Wise. */
async function atWise(widget: Frame): Promise<PlaywrightCustomer> {
  const opened = widget.page().context().waitForEvent('page');
  await widget.getByRole('button', { name: LAUNCH }).click();
  return new PlaywrightCustomer(await opened);
}

/** The widget's changes with their reasons. */
const reasons = (widget: Frame): Promise<string[]> => widget.evaluate(() => Reflect.get(window, 'reasons'));

test('Q4 in a frame on another site, with partitioned storage and channels: links by postMessage', async ({ page }) => {
  await newWise();
  const frame = await widgetIn(page);
  await isApart(frame);
  const wise = await atWise(frame);
  const closed = wise.page.waitForEvent('close');
  await giveAccess(wise);
  await expect(frame.getByText(LINKED).first()).toBeVisible();
  await closed;
  expect(await reasons(frame)).toEqual(['open', 'message', '']);
  expect(await exchangesAtWise()).toBe(1);
});

test('Q4 the same with Wise isolated by COOP: no transport works, and the card offers a new tab', async ({ page, context }) => {
  await newWise({ coop: 'same-origin' });
  const frame = await widgetIn(page);
  await isApart(frame);
  const wise = await atWise(frame);
  await giveAccess(wise);
  // Shown after three seconds without a receipt.
  await wise.reads('Go back to the page where you started to continue.');
  expect(await exchangesAtWise()).toBe(0);

  await page.bringToFront();
  const link = frame.getByRole('link', { name: 'Open in a new tab', exact: true });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('href', WIDGET);
  expect(await reasons(frame), 'the link is there from the beginning').toContain('open');
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await expect(tab).toHaveURL(WIDGET);
  const again = await atWise(tab.mainFrame());
  await again.press('Continue');
  await again.press('Give access');
  await expect(tab.getByText(LINKED).first()).toBeVisible();
  expect(await exchangesAtWise()).toBe(1);
});

test('L4 L15 in a frame on another site with an unreadable sandbox that blocks windows: the card says so, and neither frame nor page navigates', async ({ page, context }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  const frame = await widgetIn(page, 'sandbox="allow-scripts allow-same-origin"');
  await frame.getByRole('button', { name: LAUNCH }).click();
  await expect(frame.getByText('Your browser blocked the Wise window.').first()).toBeVisible();
  expect(await reasons(frame)).toEqual(['open', 'blocked']);
  expect(context.pages()).toEqual([page]);
  expect([page.url(), frame.url()]).toEqual([PORTAL, WIDGET]);
  expect(errors).toEqual([]);
});

test.describe('H7 in a sandbox in which linking cannot work, the card says so before it launches anything', () => {
  const UNAVAILABLE = 'You cannot connect a Wise account at the moment. Try again later.';
  const message = (frame: Frame): Promise<string> =>
    frame.locator('wise-link').evaluate((element) => String(Reflect.get(Object(Reflect.get(element, 'error')), 'message')));

  test('without an origin: the page links in a new tab', async ({ page, context }) => {
    await newWise();
    // In the sandbox, the page's script is cross-origin.
    await context.route('**/*.ts', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    await context.route('**/node_modules/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    const frame = await widgetIn(page, 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
    await expect(frame.getByText(UNAVAILABLE).first()).toBeVisible();
    expect(await message(frame)).toBe('The sandbox lacks allow-same-origin');
    const link = frame.getByRole('link', { name: 'Open in a new tab' });
    const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
    await expect(tab).toHaveURL(WIDGET);
    const wise = await atWise(tab.mainFrame());
    await giveAccess(wise);
    await expect(tab.getByText(LINKED).first()).toBeVisible();
    expect(await exchangesAtWise()).toBe(1);
  });

  test('without windows, on its own origin: the link can be copied', async ({ page, context }) => {
    await widgetIn(page);
    await context.route(TAB, (route) => route.fulfill(html(`<iframe src="${WIDGET}" width="600" height="600" sandbox="allow-scripts allow-same-origin"></iframe>`)));
    await page.goto(TAB);
    const frame = page.frame({ url: WIDGET });
    if (!frame) throw new Error('The page has no frame');
    await expect(frame.getByText(UNAVAILABLE).first()).toBeVisible();
    expect(await message(frame)).toBe('The sandbox lacks allow-popups');
    await expect(frame.getByRole('link')).toHaveCount(0);
    await frame.getByRole('button', { name: 'Copy the link' }).click();
    await expect(frame.getByText('Copied.').first()).toBeVisible();
  });

  test('without its own address: the card shows the partner’s help', async ({ page, context }) => {
    await context.route(TAB, (route) =>
      route.fulfill(
        html(`<iframe width="600" height="600" srcdoc="<wise-link environment='sandbox' client-id='bank' mode='popup' redirect-uri='${REDIRECT_URI}'
          exchange-url='/x'><a slot='help' href='${BANK}/help' target='_top'>Get help</a></wise-link><script type='module' src='/element.ts'></script>"></iframe>`),
      ),
    );
    await page.goto(TAB);
    const [, frame] = page.frames();
    if (!frame) throw new Error('The page has no frame');
    await expect(frame.getByText(UNAVAILABLE).first()).toBeVisible();
    expect(await message(frame)).toBe('This page needs an https: address');
    await expect(frame.getByRole('link', { name: 'Get help' })).toBeVisible();
  });
});
