// `npm test`: runs all tests in Chromium, except the fault tests (`npm run test:faults`). Needs only Node, and installs the rest.
// `npm test -- --fast` skips the build and the tests that need it.
import { all, run } from './tools/command.mjs';
import { playwrightReport, together, vitestReport } from './tools/report.mjs';
import { ADVERSE, build, DATABASES, endToEnd, prepare, takeSteps } from './tools/steps.mjs';

const options = process.argv.slice(2);
const isFast = options.includes('--fast');

const types = () => run('tsc', ['-p', 'tsconfig.json']);
const lint = () => run('oxlint', ['--type-aware', 'src', 'demo', 'docs', 'contract', 'test', 'package', 'vite.config.ts']);
const check = { name: 'types and lint', work: () => all(types(), lint()) };

const projects = ['--project', 'node', '--project', 'demo', '--project', 'browser'];

// Without a new build, these tests would check an old one.
const excluded = [...DATABASES, ...(isFast ? ['test/{package/{size,built-files},docs/{reference,snippets}}.test.ts'] : [])];

const unit = {
  name: 'unit and component tests',
  work: () => run('vitest', ['run', ...projects, ...excluded.flatMap((file) => ['--exclude', file])]),
  report: vitestReport(),
};

const example = {
  name: 'example tests of a partner',
  work: () =>
    all(
      run('vitest', ['run', '--config', 'test/example/vitest.config.ts']),
      run('playwright', ['test', '-c', 'test/example/playwright.config.ts']),
    ),
  report: together(vitestReport('node_modules/.cache/vitest-example.json'), playwrightReport('node_modules/.cache/playwright-example.json')),
};

const unknown = options.filter((option) => option !== '--fast');
if (unknown.length > 0) {
  console.error(`npm test has one option, --fast. Unknown: ${unknown.join(' ')}.`);
  process.exit(2);
}

await takeSteps(isFast ? [...prepare, check, unit] : [...prepare, check, build, unit, example, endToEnd('--grep-invert', ADVERSE)]);
