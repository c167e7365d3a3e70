// `npm test`: what must hold, in Chromium; under faults it is `npm run test:faults`. Needs Node and nothing else; what is missing is installed.
// `npm test -- --fast` leaves out the build and what needs it.
import { all, run } from './tools/command.mjs';
import { playwrightReport, together, vitestReport } from './tools/report.mjs';
import { ADVERSE, build, endToEnd, prepare, takeSteps } from './tools/steps.mjs';

const options = process.argv.slice(2);
const isFast = options.includes('--fast');

const types = () => run('tsc', ['-p', 'tsconfig.json']);
const lint = () => run('oxlint', ['--type-aware', 'src', 'demo', 'docs', 'contract', 'test', 'package', 'vite.config.ts']);
const check = { name: 'types and lint', work: () => all(types(), lint()) };

const projects = ['--project', 'node', '--project', 'demo', '--project', 'browser'];

const unit = {
  name: 'unit and component tests',
  // What an older build holds would say nothing.
  work: () => run('vitest', ['run', ...projects, ...(isFast ? ['--exclude', 'test/{package/{size,built-files},docs/{reference,snippets}}.test.ts'] : [])]),
  report: vitestReport(),
};

const example = {
  name: 'a partner’s own tests',
  work: () =>
    all(
      run('vitest', ['run', '--config', 'test/example/vitest.config.ts']),
      run('playwright', ['test', '-c', 'test/example/playwright.config.ts']),
    ),
  report: together(vitestReport('node_modules/.cache/vitest-example.json'), playwrightReport('node_modules/.cache/playwright-example.json')),
};

const unknown = options.filter((option) => option !== '--fast');
if (unknown.length > 0) {
  console.error(`npm test knows one option, --fast; not ${unknown.join(' ')}.`);
  process.exit(2);
}

await takeSteps(isFast ? [...prepare, check, unit] : [...prepare, check, build, unit, example, endToEnd('--grep-invert', ADVERSE)]);
