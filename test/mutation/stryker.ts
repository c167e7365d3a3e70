// Runs Stryker. It is installed in a cache folder, as its hundred packages would make every `npm ci` slower.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part } from './parts.js';
import { readReport, withoutSurvivors, type Mutant } from './report.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/mutation');
const PROGRAM = join(CACHE, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** Stryker 10 needs Node 22. */
const PACKAGES = { '@stryker-mutator/core': '9.6.1', '@stryker-mutator/vitest-runner': '9.6.1' };

/** Installs Stryker if it is missing, or another version is installed. */
export function installStryker(): void {
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES });
  const file = join(CACHE, 'package.json');
  if (existsSync(PROGRAM) && readFileSync(file, 'utf8') === manifest) return;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(file, manifest);
  // Without Vitest, its peer: it uses the one of the repository.
  const options = ['--legacy-peer-deps', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--no-package-lock', '--loglevel=error'];
  execFileSync('npm', ['install', ...options], { cwd: CACHE, stdio: 'inherit' });
}

/** Mutates a part. Results of an earlier run are used again where neither the code of a mutant nor its tests have changed, unless `isFresh`. */
export function mutate(name: string, { mutate: files }: Part, isFresh: boolean): Mutant[] {
  const fileName = join(CACHE, `${name}.report.json`);
  const incrementalFile = join(CACHE, `${name}.incremental.json`);
  const configuration = join(CACHE, `${name}.json`);
  rmSync(fileName, { force: true });
  if (isFresh) rmSync(incrementalFile, { force: true });
  else if (existsSync(incrementalFile)) writeFileSync(incrementalFile, withoutSurvivors(readFileSync(incrementalFile, 'utf8')));
  const settings = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    mutate: files,
    coverageAnalysis: 'perTest',
    concurrency: 1,
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName },
    // On a busy machine a slow test must not look like an endless loop, which counts as noticed.
    timeoutMS: 60_000,
    incremental: true,
    incrementalFile,
    // Stryker would rewrite tsconfig.json with the compiler's JavaScript API, which TypeScript 7 does not have.
    tsconfigFile: 'none.json',
    // Not below node_modules, where Vitest transforms no TypeScript.
    tempDirName: '.cache/mutation',
    ignorePatterns: ['dist', 'docs', 'findings', 'examples', 'test/e2e', 'test/frameworks', 'test/recipes', 'test/bundlers', 'test/compare'],
    checkers: [],
    allowConsoleColors: false,
  };
  writeFileSync(configuration, JSON.stringify(settings));
  execFileSync(process.execPath, [PROGRAM, 'run', configuration], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, MUTATION_PART: name } });
  return readReport(readFileSync(fileName, 'utf8'));
}
