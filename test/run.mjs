// `npm test`: everything that must hold, in Chromium. Needs Node and nothing else; what is missing is installed.
// `npm test -- --fast` leaves out the build and what needs it.
import { findChromium } from './tools/browser.mjs';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';
import { closingLine, playwrightReport, vitestReport } from './tools/report.mjs';
import { takeStep, timeTable } from './tools/step.mjs';

const options = process.argv.slice(2);
const isFast = options.includes('--fast');

const prepare = [
  { name: 'Node', work: checkNode },
  { name: 'packages', work: installPackages },
  { name: 'browser', work: chooseBrowser },
];

const check = [
  { name: 'types', work: () => run('tsc', ['-p', 'tsconfig.json']) },
  { name: 'lint', work: () => run('oxlint', ['--type-aware', 'src', 'demo', 'docs', 'contract', 'test', 'package', 'vite.config.ts']) },
];

const build = { name: 'build', work: () => run('npm', ['run', '-s', 'build']) };

const unit = {
  name: 'unit and component tests',
  // What an older build holds would say nothing.
  work: () => run('vitest', ['run', ...(isFast ? ['--exclude', 'test/{package/{size,built-files},docs/{reference,snippets}}.test.ts'] : [])]),
  report: vitestReport(),
};

const endToEnd = {
  name: 'end-to-end tests',
  work: () => run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts', '--project', 'chromium']),
  report: playwrightReport(),
};

const faultMatrix = {
  name: 'fault matrix',
  work: () => run('node', ['test/fault-matrix.mjs']),
  report: vitestReport('node_modules/.cache/fault-matrix.json'),
};

const crashTable = {
  name: 'crash table',
  work: () => run('node', ['test/crash-table.mjs']),
  report: vitestReport('node_modules/.cache/crash-table.json'),
};

const leaks = { name: 'leaks', work: () => run('tsx', ['test/leak-check.ts']) };

const steps = isFast ? [...prepare, ...check, unit] : [...prepare, ...check, build, unit, endToEnd, faultMatrix, crashTable, leaks];

const unknown = options.filter((option) => option !== '--fast');
if (unknown.length > 0) {
  console.error(`npm test knows one option, --fast; not ${unknown.join(' ')}.`);
  process.exit(2);
}

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

/** The browser of all the children. */
function chooseBrowser() {
  process.env.CHROME_PATH = findChromium();
  console.log(`  ${process.env.CHROME_PATH}`);
}
