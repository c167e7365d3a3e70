import { findChromium, findHeadlessShell } from './browser.mjs';
import { run } from './command.mjs';
import { checkNode } from './node.mjs';
import { installPackages } from './packages.mjs';
import { closingLine, playwrightReport } from './report.mjs';
import { takeStep, timeTable } from './step.mjs';

/** What every run of tests begins with. */
export const prepare = [
  { name: 'Node', work: checkNode },
  { name: 'packages', work: installPackages },
  { name: 'browser', work: chooseBrowser },
];

export const build = { name: 'build', work: () => run('npm', ['run', '-s', 'build']) };

/**
 * What goes wrong on the way: pages that are reloaded, discarded or cut off, attackers, a bank or Wise that is down. Each
 * of these cases is tried in other ways in `npm test`, but for G3 and G8, which stay there.
 */
export const ADVERSE = '(discard|endings|fixation|network|survival)\\.spec\\.ts (?!.*\\bG[38]\\b)';

/** End-to-end tests in Chromium, those that Playwright's options choose. */
export const endToEnd = (...choice) => ({
  name: 'end-to-end tests',
  work: () => run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts', '--project', 'chromium', '--project', 'headless-shell', ...choice]),
  report: playwrightReport(),
});

/** Takes the steps up to the first that fails, and says at the end how it went. */
export async function takeSteps(steps) {
  // Also those of steps that are not reached.
  for (const { report } of steps) report?.remove();
  const taken = [];
  for (const step of steps) {
    const result = await takeStep(step);
    taken.push(result);
    if (result.error) break;
  }
  console.log(`\n${timeTable(taken)}`);
  console.log(closingLine(taken.flatMap(({ tests }) => tests)));
  process.exitCode = taken.some(({ error }) => error) ? 1 : 0;
}

/** The browsers of all the children. */
function chooseBrowser() {
  const shell = findHeadlessShell();
  process.env.CHROME_PATH = findChromium();
  process.env.HEADLESS_SHELL_PATH = shell;
  console.log(`  ${process.env.CHROME_PATH}\n  ${process.env.HEADLESS_SHELL_PATH}`);
}
