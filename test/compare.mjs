// `npm run compare`: builds the product, and compares it with other packages in Chromium. The comparison is in test/compare. Arguments go to it.
import { run } from './tools/command.mjs';
import { Report } from './tools/report.mjs';
import { build, prepare, takeSteps } from './tools/steps.mjs';

/** Most of the time, pages wait for what does not come. */
const LONGEST = 90 * 60_000;

const args = process.argv.slice(2);
const comparison = {
  name: 'troubles beside peers',
  work: () => run('tsx', ['test/compare/main.ts', ...args], {}, LONGEST),
  report: new Report('node_modules/.cache/compare.json', (tests) => tests),
};
// Only the whole comparison shows the promise of `npm run trust`.
const isWhole = args.every((arg) => arg === '--write');
await takeSteps([...prepare, build, isWhole ? comparison : { ...comparison, name: `${comparison.name}, in part` }]);
