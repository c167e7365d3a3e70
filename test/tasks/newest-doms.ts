// The component tests of docs/testing.md in the newest DOMs for Node, with the newest Vitest and MSW.
import { readFileSync } from 'node:fs';
import type { FreshProject } from '../support/fresh-project.js';

const DOMS = ['jsdom', 'happy-dom'];
const PACKAGES = ['vitest', ...DOMS, 'msw'];
const TESTS = readFileSync(new URL('../example/dom.test.ts', import.meta.url), 'utf8');

/** The part of a package's package.json that is read here. */
interface Manifest {
  version: string;
  engines?: { node?: string };
}

/** The part of the results that is read here. */
interface Results {
  numTotalTests: number;
  numPassedTests: number;
  testResults: { assertionResults: { title: string; duration: number }[] }[];
}

/**
 * Runs the tests in each DOM. Returns the versions, with what Node they need, and the time of each test. Throws the output if a test
 * fails or leaves an unhandled error. The tests run on the newest Node with long-term support, which the package `node` brings: `npm test`
 * runs them on the Node that is installed, with the newest packages that support the oldest Node of ours.
 */
export async function newestDoms(project: FreshProject): Promise<string[]> {
  await project.run(`npm install --save-dev node@24 ${PACKAGES.map((name) => `${name}@latest`).join(' ')}`);
  const versions = PACKAGES.map((name) => {
    const { version, engines } = JSON.parse(project.read(`node_modules/${name}/package.json`)) as Manifest;
    return `${name} ${version} (Node ${engines?.node ?? 'any'})`;
  });
  project.write('dom.test.ts', TESTS);
  const times: string[] = [];
  for (const dom of DOMS) {
    // Vitest fails if an error is unhandled, also if all tests pass.
    await project.run(`npx vitest run dom.test.ts --environment ${dom} --reporter=default --reporter=json --outputFile=${dom}.json`);
    const { numTotalTests, numPassedTests, testResults } = JSON.parse(project.read(`${dom}.json`)) as Results;
    if (numTotalTests === 0 || numPassedTests !== numTotalTests) throw new Error(`${dom}: ${numPassedTests} of ${numTotalTests} tests passed`);
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults).map(({ title, duration }) => `${title}: ${(duration / 1000).toFixed(2)} s`);
    times.push(`${dom}: ${numPassedTests} of ${numTotalTests} passed, 0 unhandled errors`, ...tests.map((test) => `  ${test}`));
  }
  return [`newest: ${versions.join(', ')}`, ...times];
}
