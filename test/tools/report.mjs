// Reads the reports of test runners.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.mjs';

/**
 * Reads a test runner's report as a list of `{ titles, result }`: the titles from the outermost group
 * to the test, and the result `passed`, `failed` or `skipped`.
 */
export class Report {
  #path;
  #read;

  constructor(file, read) {
    this.#path = join(root, file);
    this.#read = read;
  }

  /** Removes the report, so that an old one is never read as the result of this run. */
  remove() {
    rmSync(this.#path, { force: true });
  }

  /** Empty if the runner ended before it wrote a report. */
  tests() {
    let text;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return [];
    }
    return this.#read(JSON.parse(text));
  }
}

export const vitestReport = (file = 'node_modules/.cache/vitest.json') => new Report(file, readVitest);
export const playwrightReport = (file = 'node_modules/.cache/playwright.json') => new Report(file, readPlaywright);

/** Combines the reports of runners that run at the same time. */
export const together = (...reports) => ({
  remove: () => reports.forEach((report) => report.remove()),
  tests: () => reports.flatMap((report) => report.tests()),
});

export function closingLine(tests) {
  const count = (result) => tests.filter((test) => test.result === result).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}

function readVitest({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    // A file that failed to load has no tests, but is a failure.
    if (status === 'failed' && assertionResults.length === 0) return [{ titles: [name], result: 'failed' }];
    return assertionResults.map((test) => ({
      titles: [...test.ancestorTitles, test.title],
      result: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    }));
  });
}

const PLAYWRIGHT_RESULTS = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' };

function readPlaywright({ suites }) {
  // The outermost groups are files.
  return suites.flatMap((file) => group(file, []));
}

function group({ specs = [], suites = [] }, outer) {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ status }) => ({ titles: [...outer, title], result: PLAYWRIGHT_RESULTS[status] })),
  );
  return [...own, ...suites.flatMap((suite) => group(suite, [...outer, suite.title]))];
}
