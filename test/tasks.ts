/**
 * `npm run tasks`: makes the package, follows the pages of docs/tasks in an empty folder as a coding assistant would (their
 * files, their commands, nothing else), and checks the result that each page promises. Then it runs the tests of docs/testing.md in the newest
 * jsdom and happy-dom. `npm run tasks -- doms` runs only those.
 */
import { expect } from '@playwright/test';
import { giveAccess } from './e2e/flows.js';
import { PlaywrightCustomer } from './e2e/playwright-customer.js';
import { FreshProject } from './support/fresh-project.js';
import { launchChromium } from './support/launch-chromium.js';
import { report } from './support/report.js';
import { newestDoms } from './tasks/newest-doms.js';
import { stepsOf, type Step } from './tasks/task-page.js';

const BANK = 'http://localhost:3000/';
const WISE = 'http://127.0.0.1:4200';

const project = new FreshProject();
report('package made, in an empty folder');
let servers: readonly string[] = [];

async function follow(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (step.does === 'create') project.write(step.file, step.content);
    else if (step.does === 'append') project.append(step.file, step.content);
    else if (step.does === 'start') servers = step.lines;
    else for (const line of step.lines) await project.run(line);
  }
}

const startServers = (): Promise<void> => project.start(servers, [WISE, BANK]);
/** Follows the pages in order, and checks what each promises. */
async function followPages(): Promise<void> {
  const browser = await launchChromium();
  try {
    for (const name of ['add-the-element', 'mount-the-backend']) await follow(stepsOf(name));
    await startServers();
    const context = await browser.newContext();
    const page = await context.newPage();
    const customer = new PlaywrightCustomer(page);
    await customer.visit(BANK);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    await project.stop();
    report('add-the-element, mount-the-backend: linked');

    const tests = stepsOf('test-it');
    const needsServers = (step: Step): boolean => step.does === 'run' && step.lines.some((line) => line.includes('wise-link-contract'));
    await follow(tests.filter((step) => !needsServers(step)));
    report('test-it: the test of the page passes');
    await startServers();
    await follow(tests.filter(needsServers));
    await project.stop();
    report('test-it: no case of the contract kit fails');

    await follow(stepsOf('theme-it'));
    await follow(stepsOf('handle-the-end-of-a-link'));
    await startServers();
    await customer.visit(BANK);
    const launch = page.locator('wise-link').getByRole('button', { name: 'Link Wise' });
    await expect(launch).toHaveCSS('background-color', 'rgb(20, 48, 92)');
    await expect(launch).toHaveCSS('text-transform', 'uppercase');
    report('theme-it: colors and words');

    await giveAccess(await customer.pressAndFollow('Link Wise'));
    await customer.reads('Your Wise account is connected.');
    const profiles = async (): Promise<string> => JSON.stringify(await (await page.request.get(`${BANK}api/profiles`)).json());
    expect(await profiles()).toContain('Sarah');
    const atWise = new PlaywrightCustomer(await context.newPage());
    await atWise.visit(`${WISE}/settings`);
    await atWise.press('Disconnect');
    await expect.poll(profiles).toBe('{"reason":"link_ended"}');
    await customer.visit(BANK);
    await customer.reads('Your Wise account is no longer connected.');
    report('handle-the-end-of-a-link: link_ended, and the card offers to connect again');
  } finally {
    await browser.close();
    await project.stop();
  }
}

try {
  if (process.argv.includes('doms')) await project.run('npm install wise-link');
  else await followPages();
  for (const line of await newestDoms(project)) report(line);
} finally {
  project.remove();
}
