import { findChromium, findHeadlessShell } from './browser.mjs';
import { run } from './command.mjs';
import { checkNode } from './node.mjs';
import { installPackages } from './packages.mjs';
import { closingLine } from './report.mjs';
import { takeStep, timeTable } from './step.mjs';

/** What every run of tests begins with. */
export const prepare = [
  { name: 'Node', work: checkNode },
  { name: 'packages', work: installPackages },
  { name: 'browser', work: chooseBrowser },
];

export const build = { name: 'build', work: () => run('npm', ['run', '-s', 'build']) };

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
