// `npm run test:engines`: runs the component tests, the three flows, other endings and what an attempt outlives in Firefox and in
// WebKitGTK. Installs missing engines if possible; an engine that cannot be installed is a failure.
import { findFirefox, findWebKit } from './tools/browser.mjs';
import { run } from './tools/command.mjs';
import { engineTable, FLOWS, isOfFlow, isOfNoFlow, missingFlows, verdict, withLimits } from './tools/engine-results.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';
import { record } from './tools/record.mjs';
import { closingLine, playwrightReport, vitestReport } from './tools/report.mjs';
import { takeStep, timeTable } from './tools/step.mjs';

const prepare = [
  { name: 'Node', work: checkNode },
  { name: 'packages', work: installPackages },
  // The end-to-end pages also load the built files.
  { name: 'build', work: () => run('npm', ['run', '-s', 'build']) },
];

const engines = [
  {
    name: 'Firefox',
    variables: () => ({ WISE_LINK_ENGINE: 'firefox', FIREFOX_PATH: findFirefox() }),
    flows: ['playwright', ['test', '-c', 'test/e2e/playwright.config.ts', '--project', 'firefox', '--project', 'firefox-frames']],
    report: playwrightReport(),
  },
  {
    name: 'WebKitGTK',
    variables: () => ({ WISE_LINK_ENGINE: 'webkitgtk', WEBKIT_PATH: findWebKit() }),
    flows: ['vitest', ['run', '--config', 'test/e2e/webkit.config.ts']],
    report: vitestReport('node_modules/.cache/vitest-webkit.json'),
  },
];

const steps = [];
const tests = [];
const rows = [];

for (const step of prepare) {
  if (steps.some(({ error }) => error)) break;
  await take(step);
}
if (!steps.some(({ error }) => error)) for (const engine of engines) rows.push([engine.name, ...(await tryEngine(engine))]);

console.log(`\n${timeTable(steps)}`);
if (rows.length > 0) console.log(`\n${engineTable(rows)}\n`);
console.log(closingLine(tests));
process.exitCode = tests.some(({ result }) => result === 'failed') ? 1 : 0;

/** The results of one engine, in the order of the columns. A failure does not stop the next engine. */
async function tryEngine({ name, variables, flows: [command, args], report }) {
  let env;
  const found = await take({ name, work: () => (env = variables()) });
  if (found.error) return [`failed: ${found.error.message}`];

  const components = await take({
    name: `${name}: component tests`,
    work: () => run('vitest', ['run', '--project', 'browser'], env),
    report: vitestReport(),
    engine: name,
  });
  const flows = await take({ name: `${name}: flows`, work: () => run(command, args, env), report, engine: name });
  if (!flows.error) {
    const missing = missingFlows(flows.tests).map((flow) => ({ titles: [flow], result: 'failed', reason: 'no test ran' }));
    flows.tests.push(...missing);
    tests.push(...missing);
  }
  return [verdict(components.tests), ...FLOWS.map((flow) => verdict(flows.tests.filter(isOfFlow(flow)))), verdict(flows.tests.filter(isOfNoFlow))];
}

/** Runs a step and counts its tests. Known limits of an engine do not count as failures. */
async function take({ engine, ...step }) {
  const taken = await takeStep(step);
  const counted = withLimits(engine, taken.tests);
  const isFailed = counted.some(({ result }) => result === 'failed');
  const result = { ...taken, tests: counted, error: isFailed ? (taken.error ?? new Error('A test failed.')) : undefined };
  steps.push(result);
  record(result);
  tests.push(...counted);
  return result;
}
