// Runs tests in a copy of the repository with planted bugs.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cited } from './bug.js';
import { patternOf } from './pattern.js';
import { plantInto, type Plant } from './plant.js';
import type { Ended } from './verdict.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Without the lock file, no command installs packages into node_modules, which the copy shares. */
const NOT_COPIED = /^(\.git|node_modules|package-lock\.json)$/;
/** The paths of the reports, from the root. */
const END_TO_END = 'threats.json';
const IN_NODE = 'node_modules/.cache/vitest.json';
const LONGEST = 240_000;

/** The used part of Playwright's report. */
interface Suite {
  file: string;
  suites?: Suite[];
  specs?: { title: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
}

/** The used part of Vitest's report. */
interface VitestReport {
  testResults: { name: string; message: string; assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

/** A copy of the repository, for tests in separate processes: end-to-end tests and tests of programs. */
export class Copy {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'wise-link-threats-')));

  constructor() {
    cpSync(root, this.#folder, { recursive: true, filter: (from) => !NOT_COPIED.test(from.slice(root.length)) });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'), 'junction');
  }

  /** The results of the tests with these changes in the copy. */
  async run(plants: readonly Plant[], tests: readonly Cited[]): Promise<Ended[]> {
    const files = [...new Set(plants.map(({ file }) => file))];
    try {
      for (const file of files) this.#write(file, plantInto(file, this.#read(file), plants));
      const pattern = tests.map(([, title, group]) => `${group ? `${group}.*` : ''}${patternOf(title)}`).join('|');
      const specs = [...new Set(tests.map(([file]) => file))];
      return await (specs.every((file) => file.endsWith('.spec.ts')) ? this.#endToEnd(specs, pattern) : this.#inNode(specs, pattern));
    } finally {
      for (const file of files) cpSync(join(root, file), join(this.#folder, file));
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  async #endToEnd(specs: string[], pattern: string): Promise<Ended[]> {
    // These tests load the built file for script tags.
    const isBuilt = specs.some((spec) => /(hostile|strict)\.spec/.test(spec));
    if (isBuilt) await this.#program('node', ['test/threats/build-module.mjs']);
    const projects = ['--project=chromium', '--project=headless-shell'];
    await this.#program('playwright', ['test', '-c', 'test/threats/playwright.config.ts', ...projects, '-g', pattern, ...specs.map((spec) => `test/${spec}`)]);
    if (isBuilt) cpSync(join(root, 'dist'), join(this.#folder, 'dist'), { recursive: true });
    const { suites, errors }: { suites: Suite[]; errors: { message: string }[] } = JSON.parse(this.#read(END_TO_END));
    const broken = errors.map(({ message }): Ended => ({ file: specs.join(), title: '', result: 'broken', failure: message }));
    return [...broken, ...suites.flatMap(specsOf)];
  }

  async #inNode(specs: string[], pattern: string): Promise<Ended[]> {
    await this.#program('vitest', ['run', '--project', 'node', '--project', 'demo', '-t', pattern, ...specs.map((spec) => `test/${spec}`)]);
    const { testResults }: VitestReport = JSON.parse(this.#read(IN_NODE));
    return testResults.flatMap(({ name, message, assertionResults }) => {
      const file = name.slice(join(this.#folder, 'test/').length);
      if (assertionResults.length === 0) return [{ file, title: '', result: 'broken', failure: message } as const];
      return assertionResults.map(({ title, status, failureMessages }): Ended => ({
        file,
        title,
        result: status === 'passed' || status === 'failed' ? status : 'skipped',
        failure: failureMessages.join('\n'),
      }));
    });
  }

  /** Runs a command, and ignores its exit status, because the tests are expected to fail. */
  #program(command: string, args: string[]): Promise<void> {
    for (const report of [END_TO_END, IN_NODE]) rmSync(join(this.#folder, report), { force: true });
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: this.#folder,
        stdio: process.env.THREATS_VERBOSE ? 'inherit' : 'ignore',
        env: { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter), VITEST: '', NODE_ENV: '' },
        shell: process.platform === 'win32',
        timeout: LONGEST,
      });
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }
}

function specsOf({ file, suites = [], specs = [] }: Suite): Ended[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ status, results }): Ended => ({
      file: `e2e/${file.split('/').at(-1)}`,
      title,
      result: status === 'skipped' ? 'skipped' : status === 'unexpected' ? 'failed' : 'passed',
      failure: results.map(({ error }) => error?.message ?? '').join('\n'),
    })),
  );
  return [...own, ...suites.flatMap(specsOf)];
}
