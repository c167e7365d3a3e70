// Tests role, name and description of each tab stop.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const WINDOW = '(opens a new window)';
const ACCOUNT = 'S••• J••• personal profile •••5282';
const SAFETY = 'Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for Meridian Bank or Wise.';
const CARD = 'form: Connect your Wise account';
const FIELD = `textbox: Code from Wise; ${SAFETY}`;
const UNTIL = 'You can enter it until …';

/** Role, name and description of each tab stop in every phase. The card itself is a stop if there is no other. */
const STOPS: Record<string, string[]> = {
  idle: [CARD, `button: Connect your Wise account ${WINDOW}`],
  'idle-button': [CARD, `button: Connect your Wise account ${WINDOW}`],
  'idle-email': [CARD, 'button: Send me the email'],
  'idle-ended': [CARD, `button: Connect your Wise account ${WINDOW}`],
  'idle-declined': [CARD, `button: Connect your Wise account ${WINDOW}`],
  authorizing: [CARD, 'button: Show the Wise window', 'button: Continue in this tab', 'button: Cancel'],
  'authorizing-blocked': [CARD, `link: Open Wise ${WINDOW}`, 'button: Continue in this tab', 'button: Get a code by email', 'button: Cancel', 'button: Copy the link'],
  'authorizing-gone': [CARD, `button: Open Wise again ${WINDOW}`, 'button: Continue in this tab', 'button: Cancel'],
  'requesting-email': [CARD, `${FIELD} ${UNTIL}`, 'button: Continue', 'button: Send the email again', 'button: Cancel'],
  'awaiting-code': [CARD, `${FIELD} ${UNTIL}`, 'button: Continue', 'button: Cancel'],
  'awaiting-code-sent': [CARD, `${FIELD} ${UNTIL}`, 'button: Continue', 'button: Send the email again in …', 'button: Cancel'],
  'awaiting-code-wrong': [CARD, `${FIELD} The code is not correct. Check capital and small letters, and look-alikes such as O and 0. You have 3 attempts left. ${UNTIL}`, 'button: Continue', 'button: Send the email again in …', 'button: Cancel'],
  'awaiting-code-link': [CARD, `${FIELD} This is a link. Enter only the short code Wise shows you, and never share the link with anyone. ${UNTIL}`, 'button: Continue', 'button: Cancel'],
  exchanging: [CARD],
  confirming: [CARD, `button: Yes, connect it; ${ACCOUNT}`, `button: No, it is not mine; ${ACCOUNT}`],
  linked: [CARD],
  'failed-unavailable': [CARD],
  'failed-session': [CARD, 'button: Try again', 'button: Cancel', 'button: Copy the reference'],
  'failed-again': [CARD, 'button: Start again', 'button: Copy the reference'],
  'failed-unmatched': [CARD, 'button: Start again', 'button: Copy the reference'],
  'failed-expired': [CARD, 'button: Start again', 'button: Copy the reference'],
  'failed-identity': [CARD, 'button: Use another account', 'button: Copy the reference'],
  'failed-profile': [CARD, 'button: Start again', 'button: Copy the reference'],
  'failed-too-many': [CARD, 'button: Start again', 'button: Copy the reference'],
  'failed-busy': [CARD, 'button: Try again', 'button: Cancel', 'button: Copy the reference'],
};

/** The accessibility tree's entries for the focusable elements of a cell, in order. */
async function stops(cdp: CDPSession, cell: string): Promise<string[]> {
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `[...document.querySelector('#${cell} wise-link').shadowRoot.querySelectorAll('*')].filter((one) => one.tabIndex >= 0 && one.checkVisibility() || one.tabIndex < 0 && one.hasAttribute('tabindex'))`,
  });
  const { result: members } = await cdp.send('Runtime.getProperties', { objectId: result.objectId ?? '', ownProperties: true });
  const said: string[] = [];
  for (const { name, value } of members) {
    if (!/^\d+$/.test(name) || !value?.objectId) continue;
    const { nodes: [node] } = await cdp.send('Accessibility.getPartialAXTree', { objectId: value.objectId, fetchRelatives: false });
    const description = node?.description?.value ? `; ${node.description.value}` : '';
    said.push(`${node?.role?.value}: ${node?.name?.value}${description}`.replace(/until \d.*$/, 'until …').replace(/again in \d.*$/, 'again in …'));
  }
  return said;
}

/** The gallery of every phase. */
async function gallery(page: Page): Promise<string[]> {
  await page.goto(`${BANK}/gallery.html`);
  await page.locator('html[data-ready]').waitFor();
  return page.locator('#cells > section').evaluateAll((cells) => cells.map(({ id }) => id));
}

test('A12 in every phase each tab stop has a role and a name, and a description if it needs one', async ({ page, context }) => {
  const cells = await gallery(page);
  expect(cells).toEqual(Object.keys(STOPS));
  const cdp = await context.newCDPSession(page);
  await cdp.send('Accessibility.enable');
  const found: Record<string, string[]> = {};
  for (const cell of cells) found[cell] = await stops(cdp, cell);
  expect(found).toEqual(STOPS);
});

test('A5 of a label set by the partner the accessible name is the visible text, also after a change in place', async ({ page, context }) => {
  await page.goto(`${BANK}/gallery.html?only=idle`);
  await page.locator('html[data-ready]').waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Accessibility.enable');
  const puts = (label: string): Promise<void> =>
    page.evaluate((html) => {
      const element = document.querySelector('wise-link');
      const label = element?.querySelector('[slot]') ?? element?.appendChild(Object.assign(document.createElement('span'), { slot: 'launch-label' }));
      if (label) label.innerHTML = html;
    }, label);
  for (const [label, name] of [
    ['Link <b>Wise</b>', 'Link Wise'],
    ['Verknüpfen', 'Verknüpfen'],
    ['<img alt="Connect Wise" src="data:,">', 'Connect Wise'],
    ['<svg role="img" aria-label="Wise"><path d="M0 0h9"/></svg> link<i hidden>ed</i>', 'Wise link'],
  ] as const) {
    await puts(label);
    await expect.poll(() => stops(cdp, 'idle')).toEqual([CARD, `button: ${name} ${WINDOW}`]);
  }
});
