// The steps of the test commands.
import { findChromium, findHeadlessShell } from './browser.mjs';
import { run } from './command.mjs';
import { checkNode } from './node.mjs';
import { installPackages } from './packages.mjs';
import { closingLine, playwrightReport } from './report.mjs';
import { record } from './record.mjs';
import { takeStep, timeTable } from './step.mjs';

/** The first steps of every test command. */
export const prepare = [
  { name: 'Node', work: checkNode },
  { name: 'packages', work: installPackages },
  { name: 'browser', work: chooseBrowser },
];

export const build = { name: 'build', work: () => run('npm', ['run', '-s', 'build']) };

/**
 * Matches the end-to-end tests of faults: pages that are reloaded, discarded or offline, attackers, a bank or Wise that is down.
 * They run in `npm run test:faults`. Other tests in `npm test` cover the same cases, except G3 and G8, which this does not match.
 */
export const ADVERSE = '(discard|endings|fixation|network|survival)\\.spec\\.ts (?!.*\\bG[38]\\b)|P11 .* by both transports';

/** Tests of databases that end, grow old or are opened twice, which take a minute of processes. They run in `npm run test:faults`. */
export const DATABASES = ['pglite', 'upgrade/upgrade', 'database-restart'].map((name) => `test/server/${name}.test.ts`);

/** The end-to-end tests in Chromium, filtered by Playwright's options. */
export const endToEnd = (...choice) => ({
  name: 'end-to-end tests',
  work: () => run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts', '--project', 'chromium', '--project', 'headless-shell', ...choice]),
  report: playwrightReport(),
});

/** Runs the steps until one fails, and prints a summary. */
export async function takeSteps(steps) {
  // Old reports of steps that do not run must not be counted.
  for (const { report } of steps) report?.remove();
  const taken = [];
  for (const step of steps) {
    const result = await takeStep(step);
    taken.push(result);
    record(result);
    if (result.error) break;
  }
  console.log(`\n${timeTable(taken)}`);
  console.log(closingLine(taken.flatMap(({ tests }) => tests)));
  process.exitCode = taken.some(({ error }) => error) ? 1 : 0;
}

/** Sets the browsers for all child processes. */
function chooseBrowser() {
  const shell = findHeadlessShell();
  process.env.CHROME_PATH = findChromium();
  process.env.HEADLESS_SHELL_PATH = shell;
  console.log(`  ${process.env.CHROME_PATH}\n  ${process.env.HEADLESS_SHELL_PATH}`);
}
